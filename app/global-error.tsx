"use client";

import { BrokenPage } from "@/components/shell/broken-page";
import en from "@/lib/platform/i18n/messages/en/errors.json";
import ko from "@/lib/platform/i18n/messages/ko/errors.json";
import "./globals.css";

const words = { ko: ko.broken, en: en.broken };

/** When even the root layout failed. It has no language of its own, so it speaks Korean. */
export default function RootError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <html lang="ko">
      <body>
        <title>{ko.broken.title}</title>
        <BrokenPage words={words} digest={error.digest} retry={reset} />
      </body>
    </html>
  );
}
