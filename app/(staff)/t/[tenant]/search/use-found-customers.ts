import { useEffect, useState } from "react";
import type { FoundCustomers } from "@/lib/customers/found-customers";

const pause = 120;

interface Answer {
  typed: string;
  /** Null when the search did not answer. */
  found: FoundCustomers | null;
}

/**
 * Asks for what is typed, once the typing rests. `isFresh` tells whether the answer is to the present words: an answer to
 * earlier ones stays on the screen meanwhile, and one that comes too late is dropped.
 */
export function useFoundCustomers(
  base: string,
  typed: string,
): { found: FoundCustomers | null; isFresh: boolean; failed: boolean } {
  const [answer, setAnswer] = useState<Answer>({ typed: "", found: null });
  const asked = typed.trim();
  useEffect(() => {
    if (asked === "") return setAnswer({ typed: "", found: null });
    const asking = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const response = await fetch(`${base}/search?q=${encodeURIComponent(asked)}`, {
          signal: asking.signal,
        });
        const found = response.ok ? ((await response.json()) as FoundCustomers) : null;
        if (!asking.signal.aborted) setAnswer({ typed: asked, found });
      } catch {
        if (!asking.signal.aborted) setAnswer({ typed: asked, found: null });
      }
    }, pause);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [base, asked]);
  const isFresh = answer.typed === asked;
  return {
    found: asked === "" ? null : answer.found,
    isFresh,
    failed: isFresh && asked !== "" && !answer.found,
  };
}
