"use client";

import { useLinkStatus } from "next/link";

/** Stands in a link while the page it leads to is on its way; takes no room, the link itself shows it (`pendingClass`). */
export function LinkPending() {
  const { pending } = useLinkStatus();
  return pending ? <span hidden data-pending="" /> : null;
}
