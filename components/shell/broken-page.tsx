"use client";

import { useEffect, useState } from "react";
import { Button } from "../ui/button";

interface Words {
  title: string;
  body: string;
  retry: string;
}

/**
 * Instead of a page that failed: what happened, what was kept, what to do, and the number under which it was logged.
 * Takes its words in both languages, because whatever hands out words may be what failed.
 */
export function BrokenPage({
  words,
  digest,
  retry,
}: {
  words: Record<"ko" | "en", Words>;
  digest?: string;
  retry: () => void;
}) {
  const [locale, setLocale] = useState<"ko" | "en">("ko");
  useEffect(() => setLocale(document.documentElement.lang === "en" ? "en" : "ko"), []);
  const { title, body, retry: retryWords } = words[locale];
  return (
    <main
      id="content"
      className="mx-auto grid min-h-[70dvh] max-w-md content-center gap-2 px-5 py-10"
      role="alert"
    >
      <h1 className="text-xl font-bold tracking-tight">{title}</h1>
      <p className="text-ink-2">{body}</p>
      {digest && <p className="text-sm text-ink-3 tabular-nums">{digest}</p>}
      <Button look="primary" className="mt-4 justify-self-start" onClick={retry}>
        {retryWords}
      </Button>
    </main>
  );
}
