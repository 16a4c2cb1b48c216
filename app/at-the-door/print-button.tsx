"use client";

import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";

/** The browser's own printing; without scripts its menu does the same. */
export function PrintButton({ children }: { children: ReactNode }) {
  return (
    <Button look="primary" onClick={() => window.print()}>
      {children}
    </Button>
  );
}
