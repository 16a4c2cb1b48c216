import { z } from "zod";

/** The one question model of application forms and surveys. Words in both languages; the owner writes at least one. */
const words = z.strictObject({
  ko: z.string().trim().max(300).default(""),
  en: z.string().trim().max(300).default(""),
});

export const questionTypes = [
  "short_text",
  "long_text",
  "choice",
  "multi_choice",
  "rating",
  "number",
  "yes_no",
] as const;

export const question = z.strictObject({
  /** Stable across versions: answers of many versions are compared by it. */
  key: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/),
  type: z.enum(questionTypes),
  label: words,
  hint: words.optional(),
  required: z.boolean().default(false),
  options: z
    .array(z.strictObject({ key: z.string().regex(/^[a-z0-9][a-z0-9_]{0,39}$/), label: words }))
    .max(20)
    .optional(),
  /** A rating from 1 (or 0, for a recommendation score) to this number. */
  scale: z
    .strictObject({ from: z.union([z.literal(0), z.literal(1)]), to: z.number().int().min(2).max(10) })
    .optional(),
});

export const questionList = z
  .array(question)
  .max(30)
  .refine((list) => new Set(list.map((one) => one.key)).size === list.length, "definitions.sameQuestionTwice")
  .refine(
    (list) =>
      list.every((one) => !["choice", "multi_choice"].includes(one.type) || (one.options?.length ?? 0) >= 2),
    "definitions.choiceNeedsOptions",
  );

export type Question = z.infer<typeof question>;

/** The words in a language, or in the other one where the owner wrote only that. */
export const wordsIn = (given: { ko: string; en: string }, locale: "ko" | "en"): string =>
  given[locale] || given.ko || given.en;

const textLimit = { short_text: 200, long_text: 2000 } as const;

export type AnswerValue = string | number | boolean | string[];
export type AnswerReading =
  | { kind: "answer"; value: AnswerValue }
  | { kind: "empty" }
  | {
      kind: "refused";
      reason:
        | "definitions.required"
        | "definitions.tooLong"
        | "definitions.notAnOption"
        | "definitions.notANumber";
    };

/** Reads what a form sent for one question (one string, or several for multi_choice). Nothing is repaired silently. */
export function readAnswer(asked: Question, sent: readonly string[]): AnswerReading {
  const given = sent.map((text) => text.trim()).filter((text) => text !== "");
  const first = given[0];
  if (first === undefined)
    return asked.required ? { kind: "refused", reason: "definitions.required" } : { kind: "empty" };
  switch (asked.type) {
    case "short_text":
    case "long_text":
      if (first.length > textLimit[asked.type]) return { kind: "refused", reason: "definitions.tooLong" };
      return { kind: "answer", value: first };
    case "yes_no":
      if (first !== "yes" && first !== "no") return { kind: "refused", reason: "definitions.notAnOption" };
      return { kind: "answer", value: first === "yes" };
    case "choice":
      if (!isOption(asked, first)) return { kind: "refused", reason: "definitions.notAnOption" };
      return { kind: "answer", value: first };
    case "multi_choice": {
      const chosen = [...new Set(given)];
      if (!chosen.every((one) => isOption(asked, one)))
        return { kind: "refused", reason: "definitions.notAnOption" };
      return { kind: "answer", value: chosen };
    }
    case "number":
    case "rating": {
      const value = /^-?\d{1,12}$/.test(first) ? Number(first) : Number.NaN;
      if (Number.isNaN(value)) return { kind: "refused", reason: "definitions.notANumber" };
      const { from, to } = asked.scale ?? { from: 1, to: 5 };
      if (asked.type === "rating" && (value < from || value > to))
        return { kind: "refused", reason: "definitions.notAnOption" };
      return { kind: "answer", value };
    }
  }
}

const isOption = (asked: Question, key: string): boolean =>
  asked.options?.some((option) => option.key === key) ?? false;
