"use client";

import { BrokenPage } from "@/components/shell/broken-page";
import en from "@/lib/platform/i18n/messages/en/errors.json";
import ko from "@/lib/platform/i18n/messages/ko/errors.json";

const words = { ko: ko.broken, en: en.broken };

export default function PageError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return <BrokenPage words={words} digest={error.digest} retry={reset} />;
}
