import type { Condition } from "@/lib/rules/rules";

import type { FactInfo } from "./catalogue";

/** What a sentence needs beside the condition. */
export interface SentenceGround {
  facts: ReadonlyMap<string, FactInfo>;
  locale: "ko" | "en";
  zone: string;
}

/** As both languages quote here. */
export const quoted = (text: string): string => `‘${text}’`;

/** A value as the business calls it: the name of a tag, the words of an answer, else the value itself. */
export function valueWords(
  info: FactInfo | undefined,
  value: string | number | boolean,
  unknown: string,
): string {
  const option = info?.options?.find((one) => one.value === value);
  if (option) return option.label;
  return info?.options && info.kind !== "number" ? unknown : String(value);
}

/** A condition with its `not`s pushed down to its tests: what remains is "and", "or" and tests that are turned round. */
export type Plain =
  | { join: "and" | "or"; parts: Plain[] }
  | { test: Extract<Condition, { fact: string }>; holds: boolean };

/** De Morgan's laws keep the meaning; "neither … nor" is easier to read than "not (… or …)". Groups in groups of their kind melt. */
export function plain(condition: Condition, holds = true): Plain {
  if ("fact" in condition) return turned(condition, holds);
  if ("not" in condition) return plain(condition.not, !holds);
  const join = "all" in condition === holds ? "and" : "or";
  const given = "all" in condition ? condition.all : condition.any;
  const parts = given
    .map((part) => plain(part, holds))
    .flatMap((part) =>
      "join" in part && (part.join === join || part.parts.length === 1) ? part.parts : [part],
    );
  const [only] = parts;
  return parts.length === 1 && only ? only : { join, parts };
}

/** "Not: is not" says "is". */
function turned(test: Extract<Condition, { fact: string }>, holds: boolean): Plain {
  if (test.is === "ne") return { test: { ...test, is: "eq" }, holds: !holds };
  if (test.is === "exists") return { test: { ...test, value: test.value === holds }, holds: true };
  return { test, holds };
}
