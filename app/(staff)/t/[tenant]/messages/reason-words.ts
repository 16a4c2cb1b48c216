import { refusalWords } from "@/lib/platform/i18n/refusal-words";

type Words = Parameters<typeof refusalWords>[0];

/** The sentence for a stored reason, itself a message key; nothing where it has none. */
export function reasonWords(words: Words, reason: string | null): string | null {
  if (!reason || !words.has(reason as never)) return null;
  return refusalWords(words, { reason });
}
