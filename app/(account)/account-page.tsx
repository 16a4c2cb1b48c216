import type { ReactNode } from "react";
import { ClientMessages } from "@/components/shell/client-messages";
import { AccountFrame } from "@/components/shell/narrow-frames";

/** Title, words and forms of one page around signing in. */
export function AccountPage({
  title,
  intro,
  children,
  foot,
}: {
  title: ReactNode;
  intro?: ReactNode;
  children?: ReactNode;
  foot?: ReactNode;
}) {
  return (
    <ClientMessages namespaces={["accounts"]}>
      <AccountFrame foot={foot}>
        <h1 className="text-2xl font-bold tracking-[-0.02em]">{title}</h1>
        {intro && <p className="mt-1.5 text-ink-2">{intro}</p>}
        <div className="mt-6 grid gap-5">{children}</div>
      </AccountFrame>
    </ClientMessages>
  );
}
