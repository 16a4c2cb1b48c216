"use client";

import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { Button } from "./button";

/** Puts a text on the clipboard and says so for a moment. */
export function CopyButton({
  text,
  words,
  copiedWords,
}: {
  text: string;
  words: string;
  copiedWords: string;
}) {
  const [copied, setCopied] = useState(false);
  async function copy() {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 2000);
  }
  const Mark = copied ? Check : Copy;
  return (
    <Button onClick={copy} icon={<Mark aria-hidden="true" className="size-4" />}>
      <span aria-live="polite">{copied ? copiedWords : words}</span>
    </Button>
  );
}
