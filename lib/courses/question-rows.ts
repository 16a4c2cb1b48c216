import { romanize } from "es-hangul";
import type { Question } from "@/lib/definitions/questions";
import { hasOptions, type QuestionRow } from "./question-row";

/**
 * Questions from the editor's rows; a row without words is dropped. Keys stay with their questions, and options with
 * their words, so that answers of earlier versions can be compared. Words of the other language are kept.
 */
export function questionsFrom(rows: QuestionRow[], before: Question[], locale: "ko" | "en"): Question[] {
  const used = new Set(before.map(({ key }) => key));
  return rows
    .filter(({ label }) => label.trim() !== "")
    .map((row) => {
      const known = before.find(({ key }) => key === row.key);
      const key = known?.key ?? freshKey(row.label, used, "q");
      used.add(key);
      const label = { ko: "", en: "", ...known?.label, [locale]: row.label.trim() };
      const asked = { key, type: row.type, label, required: row.required };
      const rest = {
        ...(known?.hint ? { hint: known.hint } : {}),
        ...(known?.scale && known.type === row.type ? { scale: known.scale } : {}),
      };
      if (!hasOptions(row.type)) return { ...asked, ...rest };
      return { ...asked, ...rest, options: optionsFrom(row.options, known?.options ?? [], locale) };
    });
}

type Options = NonNullable<Question["options"]>;

function optionsFrom(lines: string, before: Options, locale: "ko" | "en"): Options {
  const used = new Set(before.map(({ key }) => key));
  return linesOf(lines).map((line) => {
    const known = before.find(({ label }) => label[locale] === line);
    if (known) return known;
    const key = freshKey(line, used, "o");
    used.add(key);
    return { key, label: { ko: "", en: "", [locale]: line } };
  });
}

/** Texts written one a line; empty lines and repetitions do not count. */
export const linesOf = (text: string): string[] => [
  ...new Set(
    text
      .split("\n")
      .map((line) => line.trim())
      .filter(Boolean),
  ),
];

/** A key that says what it means ("가게 이름" is "gage_ireum") and is not used yet. */
function freshKey(words: string, used: ReadonlySet<string>, otherwise: string): string {
  const said = romanize(words.slice(0, 300).normalize("NFKC"))
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^[^a-z]{1,40}/, "")
    .slice(0, 30);
  const base = said.replace(/_$/, "") || otherwise;
  if (!used.has(base)) return base;
  for (let number = 2; ; number += 1) if (!used.has(`${base}_${number}`)) return `${base}_${number}`;
}
