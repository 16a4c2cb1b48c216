"use client";

import { useEffect, useRef } from "react";
import type { GroupNode } from "@/lib/customers/segments/comparisons";

interface Unsaved {
  /** The version of the group that editing began with; null for a new one. */
  began: number | null;
  name: string;
  rows: GroupNode;
}

const keyOf = (slug: string, id: string | null) => `draft:segment ${slug} ${id ?? "new"}`;

/**
 * Keeps what was built and not saved for as long as the tab lives, so that a reload or a wrong tap loses nothing, and puts
 * it back once. After a save, or when somebody else's version was taken (`anew`), only what was built on the version
 * shown is put back.
 */
export function useUnsaved(
  place: { slug: string; id: string | null; version: number | null; anew: boolean },
  putBack: (kept: Unsaved) => void,
): (unsaved: Unsaved) => void {
  const { slug, id, version, anew } = place;
  const key = keyOf(slug, id);
  const restore = useRef(() => {
    if (anew) sessionStorage.removeItem(keyOf(slug, null));
    const kept = sessionStorage.getItem(key);
    if (!kept) return;
    const unsaved = JSON.parse(kept) as Unsaved;
    if (anew && unsaved.began !== version) sessionStorage.removeItem(key);
    else putBack(unsaved);
  });
  useEffect(() => restore.current(), []);
  return (unsaved) => sessionStorage.setItem(key, JSON.stringify(unsaved));
}
