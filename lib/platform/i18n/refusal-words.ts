/** As much of a translator as this needs: `useTranslations()` or `await getTranslations()` without a namespace. */
interface Translator {
  (key: never, values?: never): string;
  has(key: never): boolean;
}

/**
 * The sentence for a refusal. The reason is itself a message key ("enrollments.full"); a reason without words falls
 * back to those of its kind, then to a bland sentence, so that nobody is ever shown a key.
 */
export function refusalWords(
  translate: Translator,
  refusal: { reason: string; kind?: string; details?: Record<string, string | number> },
): string {
  const keys = [refusal.reason, `errors.${refusal.kind}`];
  const key = keys.find((candidate) => translate.has(candidate as never)) ?? "errors.unknown";
  return translate(key as never, refusal.details as never);
}
