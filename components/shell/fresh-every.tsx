"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** Asks the server again from time to time while the page is looked at, for what changes by itself. */
export function FreshEvery({ seconds }: { seconds: number }) {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") router.refresh();
    }, seconds * 1000);
    return () => clearInterval(timer);
  }, [router, seconds]);
  return null;
}
