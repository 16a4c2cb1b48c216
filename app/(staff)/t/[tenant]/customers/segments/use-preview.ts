"use client";

import { useEffect, useRef, useState } from "react";
import type { previewOfRows } from "@/lib/customers/segments/building";
import { previewSegment } from "./actions";

export type Preview = Awaited<ReturnType<typeof previewOfRows>>;

const pauseMs = 350;

/** Asks what the lines find once nobody has typed for a moment. An older answer never replaces a newer one. */
export function usePreview(slug: string, rows: string, first: Preview) {
  const [preview, setPreview] = useState<Preview>(first);
  const [state, setState] = useState<"fresh" | "counting" | "failed">("fresh");
  const asked = useRef(rows);

  useEffect(() => {
    if (asked.current === rows) return;
    asked.current = rows;
    setState("counting");
    const timer = setTimeout(async () => {
      const answer = await previewSegment(slug, null, { rows }).catch(() => null);
      if (asked.current !== rows) return;
      if (answer?.ok) setPreview(answer.value);
      setState(answer?.ok ? "fresh" : "failed");
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [slug, rows]);

  return { preview, state };
}
