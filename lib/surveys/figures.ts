import type { AnswerValue, Question } from "@/lib/definitions/questions";

/** To one decimal; null of nothing. */
export function average(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sum = values.reduce((total, value) => total + value, 0);
  return Math.round((sum / values.length) * 10) / 10;
}

/**
 * From -100 to 100: the share of those who answer 9 or 10 to "would you recommend it, 0 to 10" less the share of those
 * who answer 6 or less (Reichheld's net promoter score). Null of nothing.
 */
export function recommendScore(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const promoters = values.filter((value) => value >= 9).length;
  const detractors = values.filter((value) => value <= 6).length;
  return Math.round(((promoters - detractors) / values.length) * 100);
}

type Words = { ko: string; en: string };

/** How often each possible answer was given. Answers to options that were taken away since count under their key. */
export function spread(
  question: Question,
  values: readonly AnswerValue[],
  say: (words: Words) => string,
): { value: string; label: string; count: number }[] {
  const given = values.flatMap((value) => (Array.isArray(value) ? value : [String(value)]));
  const known = possible(question, say);
  if (known.length === 0) return [];
  const gone = [...new Set(given)].filter((value) => known.every((one) => one.value !== value));
  return [...known, ...gone.map((value) => ({ value, label: value }))].map((one) => ({
    ...one,
    count: given.filter((value) => value === one.value).length,
  }));
}

function possible(question: Question, say: (words: Words) => string): { value: string; label: string }[] {
  switch (question.type) {
    case "rating": {
      const { from, to } = question.scale ?? { from: 1, to: 5 };
      return Array.from({ length: to - from + 1 }, (_, index) => {
        const value = String(from + index);
        return { value, label: value };
      });
    }
    case "choice":
    case "multi_choice":
      return (question.options ?? []).map(({ key, label }) => ({ value: key, label: say(label) }));
    case "yes_no":
      return ["true", "false"].map((value) => ({ value, label: value }));
    default:
      return [];
  }
}
