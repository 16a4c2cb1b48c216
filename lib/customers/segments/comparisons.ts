import type { FactInfo, FactKind } from "./catalogue";

/** How a row of the builder compares, and what has to be given with it. */
export const comparisons = {
  contains: "text",
  containsNot: "text",
  is: "text",
  isNot: "text",
  isOption: "option",
  isNotOption: "option",
  oneOf: "options",
  noneOf: "options",
  has: "option",
  hasNot: "option",
  atLeast: "number",
  atMost: "number",
  equals: "number",
  equalsNot: "number",
  moreThan: "number",
  lessThan: "number",
  within: "days",
  olderThan: "days",
  ahead: "days",
  beyond: "days",
  since: "date",
  until: "date",
  yes: "nothing",
  no: "nothing",
  known: "nothing",
  unknown: "nothing",
} as const;

export type Comparison = keyof typeof comparisons;

const ofKind: Readonly<Record<FactKind, readonly Comparison[]>> = {
  text: ["contains", "containsNot", "is", "isNot", "known", "unknown"],
  key: ["isOption", "isNotOption", "oneOf", "noneOf", "known", "unknown"],
  keys: ["has", "hasNot", "known", "unknown"],
  number: ["atLeast", "atMost", "equals", "equalsNot", "moreThan", "lessThan", "known", "unknown"],
  moment: ["within", "olderThan", "ahead", "beyond", "since", "until", "known", "unknown"],
  day: ["since", "until", "within", "olderThan", "ahead", "beyond", "known", "unknown"],
  flag: ["yes", "no", "known", "unknown"],
};

const aheadOnly: readonly Comparison[] = ["ahead", "beyond", "since", "until", "known", "unknown"];

/** The comparisons that make sense with a fact, the usual one first. */
export function comparisonsFor(info: FactInfo): readonly Comparison[] {
  const all = info.time === "ahead" ? aheadOnly : ofKind[info.kind];
  return all.filter(
    (one) =>
      !(info.always && (one === "known" || one === "unknown")) &&
      !(info.kind === "moment" && info.time !== "ahead" && (one === "ahead" || one === "beyond")),
  );
}

/** One line of the builder. Its fact is empty until one is chosen; values are as typed, a list of them for `oneOf`. */
export interface RowNode {
  kind: "row";
  fact: string;
  compare: Comparison;
  value: string;
  values: string[];
}

/** Lines that go together: all must hold, one must, or none may. */
export interface GroupNode {
  kind: "group";
  mode: "all" | "any" | "none";
  parts: BuilderNode[];
}

/** A part that the builder has no controls for. It is shown in words, kept as it is, and may be taken out. */
export interface KeptNode {
  kind: "kept";
  condition: unknown;
  words: string;
}

export type BuilderNode = RowNode | GroupNode | KeptNode;

/** How deep groups may lie in each other. */
export const deepestGroup = 4;

const typedNumber = /^-?[0-9]{1,9}([.][0-9]{1,6})?$/;

/** A number as people type it ("1,200"), or null. */
export function numberIn(typed: string): number | null {
  const bare = typed.replaceAll(/[,\s]/g, "");
  return typedNumber.test(bare) ? Number(bare) : null;
}

/** Whether a row says all that it must; an unfinished one counts for nothing until it does. */
export function isComplete({ fact, compare, value, values }: RowNode): boolean {
  if (fact === "") return false;
  switch (comparisons[compare]) {
    case "nothing":
      return true;
    case "number":
      return numberIn(value) !== null;
    case "days":
      return daysIn(value) !== null;
    case "options":
      return values.length > 0;
    case "date":
      return /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(value);
    case "text":
    case "option":
      return value.trim() !== "";
  }
}

/** Whole days from 0 to about a hundred years. */
export function daysIn(typed: string): number | null {
  const days = numberIn(typed);
  return days !== null && Number.isInteger(days) && days >= 0 && days <= 36_500 ? days : null;
}
