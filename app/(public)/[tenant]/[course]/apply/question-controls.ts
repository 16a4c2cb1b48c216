import { type Question, wordsIn } from "@/lib/definitions/questions";

/** An extra question with its words chosen: all the form needs in the browser. */
export interface QuestionControl {
  key: string;
  type: Question["type"];
  label: string;
  hint?: string;
  required: boolean;
  options: { key: string; label: string }[];
}

export const questionControls = (questions: Question[], locale: "ko" | "en"): QuestionControl[] =>
  questions.map(({ key, type, label, hint, required, options = [], scale }) => ({
    key,
    type,
    label: wordsIn(label, locale),
    ...(hint ? { hint: wordsIn(hint, locale) } : {}),
    required,
    options:
      type === "rating"
        ? numbers(scale ?? { from: 1, to: 5 })
        : options.map((option) => ({ key: option.key, label: wordsIn(option.label, locale) })),
  }));

const numbers = ({ from, to }: { from: number; to: number }) =>
  Array.from({ length: to - from + 1 }, (_, index) => ({
    key: String(from + index),
    label: String(from + index),
  }));
