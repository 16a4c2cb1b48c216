import type { Question } from "@/lib/definitions/questions";

/** One question as the owner's editor sends it: one language, options one a line. Browser safe. */
export interface QuestionRow {
  /** Empty for a new question. */
  key: string;
  label: string;
  type: Question["type"];
  options: string;
  required: boolean;
}

export const hasOptions = (type: Question["type"]) => type === "choice" || type === "multi_choice";
