import type { ReactNode } from "react";
import { ClientMessages } from "@/components/shell/client-messages";

/** The words that forms of this room need. */
export function CoursesPage({ children }: { children: ReactNode }) {
  return <ClientMessages namespaces={["courses"]}>{children}</ClientMessages>;
}
