"use client";

import { useEffect } from "react";

/** Once per browser: lets the helper's own camera open codes here. */
export function StayAtDoor({ stay }: { stay: () => Promise<unknown> }) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the roster is first opened
  useEffect(() => {
    stay().catch(() => undefined);
  }, []);
  return null;
}
