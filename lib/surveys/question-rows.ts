import { z } from "zod";
import { type Question, questionTypes } from "@/lib/definitions/questions";
import { tick } from "@/lib/platform/form-fields";

const line = z.string().trim().max(300, "errors.field.tooLong").default("");
const lines = z.string().max(6_000, "errors.field.tooLong").default("");

/** One question as a form without scripts can send it: options one a line, in both languages line by line. */
export const questionRow = z.strictObject({
  /** Empty for a new question. */
  key: z.string().max(40).default(""),
  place: z.coerce.number().min(-1_000).max(1_000).default(0),
  ko: line,
  en: line,
  hintKo: line,
  hintEn: line,
  type: z.enum(questionTypes),
  scale: z.enum(["5", "10"]).default("5"),
  optionsKo: lines,
  optionsEn: lines,
  required: tick,
});

export type QuestionRow = z.output<typeof questionRow>;

export const hasOptions = (type: Question["type"]): boolean => type === "choice" || type === "multi_choice";

/** Questions as the editor shows them. */
export const rowsOf = (questions: readonly Question[]): QuestionRow[] =>
  questions.map((question, index) => ({
    key: question.key,
    place: index + 1,
    ko: question.label.ko,
    en: question.label.en,
    hintKo: question.hint?.ko ?? "",
    hintEn: question.hint?.en ?? "",
    type: question.type,
    scale: question.scale?.to === 10 ? "10" : "5",
    optionsKo: (question.options ?? []).map(({ label }) => label.ko || label.en).join("\n"),
    optionsEn: (question.options ?? []).map(({ label }) => label.en).join("\n"),
    required: question.required,
  }));

/**
 * What the editor sent, as questions. A row without words is taken out; keys stay with their questions, and with options
 * whose words did not change, so that answers of many versions can be compared.
 */
export function questionsFrom(rows: readonly QuestionRow[], before: readonly Question[]): Question[] {
  const taken = new Set(before.map(({ key }) => key));
  return rows
    .filter(({ ko, en }) => ko !== "" || en !== "")
    .toSorted((one, other) => one.place - other.place)
    .map((row) => {
      const known = before.find(({ key }) => key === row.key);
      const key = known?.key ?? freshKey("q", taken);
      taken.add(key);
      return questionOf(row, key, known);
    });
}

function questionOf(row: QuestionRow, key: string, known: Question | undefined): Question {
  const { type, required, ko, en, hintKo, hintEn } = row;
  return {
    key,
    type,
    label: { ko, en },
    required,
    ...(hintKo || hintEn ? { hint: { ko: hintKo, en: hintEn } } : {}),
    ...(type === "rating"
      ? { scale: row.scale === "10" ? { from: 0 as const, to: 10 } : { from: 1 as const, to: 5 } }
      : {}),
    ...(hasOptions(type) ? { options: optionsOf(row, known?.options ?? []) } : {}),
  };
}

function optionsOf(row: QuestionRow, before: NonNullable<Question["options"]>) {
  const english = row.optionsEn.split(/\r?\n/).map((text) => text.trim());
  const taken = new Set(before.map(({ key }) => key));
  return row.optionsKo
    .split(/\r?\n/)
    .map((text, index) => ({ ko: text.trim(), en: english[index] ?? "" }))
    .filter(({ ko }) => ko !== "")
    .map((label) => {
      const key =
        before.find((one) => (one.label.ko || one.label.en) === label.ko)?.key ?? freshKey("o", taken);
      taken.add(key);
      return { key, label };
    });
}

function freshKey(prefix: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number += 1) if (!taken.has(`${prefix}${number}`)) return `${prefix}${number}`;
}
