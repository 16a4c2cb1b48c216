import { useEffect, useState } from "react";
import type { Preview } from "@/lib/follow-ups/previewing";
import type { WriteTemplate } from "@/lib/follow-ups/schema";
import { previewWords } from "./actions";

/** Milliseconds without a letter before the server is asked. */
const pause = 400;

/**
 * The server's word on a draft: characters (its table of them is large) and what a real person would get. Null until it is
 * about the present draft; an answer to an older one is dropped.
 */
export function usePreview(slug: string, draft: WriteTemplate, person: string): Preview | null {
  const asked = JSON.stringify([draft, person]);
  const [answer, setAnswer] = useState<{ asked: string; preview: Preview } | null>(null);

  useEffect(() => {
    let stale = false;
    const timer = setTimeout(async () => {
      const [words, of] = JSON.parse(asked) as [WriteTemplate, string];
      const told = await previewWords(slug, null, { ...words, ...(of ? { person: of } : {}) }).catch(
        () => null,
      );
      if (!stale && told?.ok) setAnswer({ asked, preview: told.value });
    }, pause);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [slug, asked]);

  return answer?.asked === asked ? answer.preview : null;
}
