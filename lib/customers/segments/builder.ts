import { instantOf, localOf } from "@/lib/platform/zoned-time";
import { type Condition, type FactTest, type Moment, partsOf } from "@/lib/rules/rules";

import {
  type BuilderNode,
  type Comparison,
  comparisonsFor,
  daysIn,
  deepestGroup,
  type GroupNode,
  isComplete,
  numberIn,
  type RowNode,
} from "./comparisons";
import { plain, type SentenceGround } from "./plain";
import { sentenceOf } from "./sentence";

/**
 * The condition as the builder shows it; its outermost node is always a group. Whatever has no controls (an operator that
 * nobody is offered, a fact that is gone, groups too deep) is kept as it is, under its own words.
 */
export function builderOf(condition: Condition, ground: SentenceGround): GroupNode {
  if ("all" in condition && condition.all.length === 0) return { kind: "group", mode: "all", parts: [] };
  const node = nodeOf(condition, ground, 0);
  return node.kind === "group" ? node : { kind: "group", mode: "all", parts: [node] };
}

function nodeOf(condition: Condition, ground: SentenceGround, depth: number): BuilderNode {
  const row = rowOf(condition, ground);
  if (row) return row;
  if ("fact" in condition || depth >= deepestGroup || isEmpty(condition))
    return { kind: "kept", condition, words: sentenceOf(condition, ground) };
  if (!("not" in condition)) {
    const mode = "all" in condition ? "all" : "any";
    return {
      kind: "group",
      mode,
      parts: partsOf(condition).map((part) => nodeOf(part, ground, depth + 1)),
    };
  }
  const denied = "any" in condition.not ? condition.not.any : [condition.not];
  return { kind: "group", mode: "none", parts: denied.map((part) => nodeOf(part, ground, depth + 1)) };
}

/** A group of nothing holds for everybody or nobody; the builder's own empty groups say nothing. */
function isEmpty(condition: Exclude<Condition, FactTest>): boolean {
  if ("not" in condition) return !("fact" in condition.not) && isEmpty(condition.not);
  return partsOf(condition).length === 0;
}

/** A test, straight or turned round, that one row says. */
function rowOf(condition: Condition, ground: SentenceGround): RowNode | null {
  if (!("fact" in condition) && !("not" in condition && "fact" in condition.not)) return null;
  const turned = plain(condition);
  if (!("test" in turned)) return null;
  const info = ground.facts.get(turned.test.fact);
  const said = info && comparisonOf(turned.test, turned.holds, ground.zone);
  if (!info || !said) return null;
  const compare = comparisonsFor(info).find((one) => one === said.compare || sameAs[one] === said.compare);
  if (!compare) return null;
  const row: RowNode = { kind: "row", fact: turned.test.fact, value: "", values: [], ...said, compare };
  return isComplete(row) ? row : null;
}

/** The same test under another name, because its value is chosen from a list. */
const sameAs: Partial<Record<Comparison, Comparison>> = {
  isOption: "is",
  isNotOption: "isNot",
  has: "contains",
  hasNot: "containsNot",
};

interface Said {
  compare: Comparison;
  value?: string;
  values?: string[];
}

function comparisonOf(test: FactTest, holds: boolean, zone: string): Said | null {
  const turned = (yes: Comparison, no: Comparison, value: string): Said => ({
    compare: holds ? yes : no,
    value,
  });
  switch (test.is) {
    case "exists":
      return { compare: test.value ? "known" : "unknown" };
    case "eq":
    case "ne":
      if (typeof test.value === "boolean") return holds ? { compare: test.value ? "yes" : "no" } : null;
      if (typeof test.value === "number") return turned("equals", "equalsNot", String(test.value));
      return turned("is", "isNot", test.value);
    case "contains":
      return typeof test.value === "string" ? turned("contains", "containsNot", test.value) : null;
    case "in": {
      const values = test.value.filter((one) => typeof one === "string");
      return values.length === test.value.length ? { compare: holds ? "oneOf" : "noneOf", values } : null;
    }
    case "before":
    case "after":
      return holds ? timeSaid(test.is, test.value, zone) : null;
    default:
      return holds ? { compare: numberNames[test.is], value: String(test.value) } : null;
  }
}

const numberNames = { lt: "lessThan", lte: "atMost", gt: "moreThan", gte: "atLeast" } as const;

function timeSaid(is: "before" | "after", moment: Moment, zone: string): Said | null {
  if (typeof moment !== "string") {
    if (moment.hours || moment.days === undefined) return null;
    const back = moment.days <= 0;
    const value = String(Math.abs(moment.days));
    if (is === "after") return { compare: back ? "within" : "beyond", value };
    return { compare: back ? "olderThan" : "ahead", value };
  }
  const from = new Date(Date.parse(moment) + (is === "after" ? 1 : 0));
  const { date } = localOf(from, zone);
  if (instantOf({ date, time: "00:00", zone }).getTime() !== from.getTime()) return null;
  return { compare: is === "after" ? "since" : "until", value: date };
}

/** What the builder's rows mean. Unfinished rows count for nothing; `unfinished` says how many there are. */
export function conditionOf(
  root: GroupNode,
  ground: SentenceGround,
): { condition: Condition; unfinished: number } {
  let unfinished = 0;
  const meaning = (node: BuilderNode): Condition[] => {
    if (node.kind === "kept") return [node.condition as Condition];
    if (node.kind === "group") return groupMeaning(node.mode, node.parts.flatMap(meaning));
    if (isComplete(node)) return [testOf(node, ground)];
    unfinished += 1;
    return [];
  };
  const [condition = { all: [] }] = meaning(root);
  return { condition, unfinished };
}

/** A group without a finished line says nothing. */
function groupMeaning(mode: GroupNode["mode"], parts: Condition[]): Condition[] {
  const [first] = parts;
  if (!first) return [];
  if (mode === "none") return [{ not: parts.length === 1 ? first : { any: parts } }];
  if (parts.length === 1) return [first];
  return [mode === "all" ? { all: parts } : { any: parts }];
}

function testOf({ fact, compare, value, values }: RowNode, ground: SentenceGround): Condition {
  const text = value.trim();
  const number = numberIn(value) ?? 0;
  const days = daysIn(value) ?? 0;
  switch (compare) {
    case "contains":
    case "has":
      return { fact, is: "contains", value: text };
    case "containsNot":
    case "hasNot":
      return { not: { fact, is: "contains", value: text } };
    case "is":
    case "isOption":
      return { fact, is: "eq", value: text };
    case "isNot":
    case "isNotOption":
      return { fact, is: "ne", value: text };
    case "oneOf":
      return { fact, is: "in", value: values };
    case "noneOf":
      return { not: { fact, is: "in", value: values } };
    case "equals":
      return { fact, is: "eq", value: number };
    case "equalsNot":
      return { fact, is: "ne", value: number };
    case "atLeast":
      return { fact, is: "gte", value: number };
    case "atMost":
      return { fact, is: "lte", value: number };
    case "moreThan":
      return { fact, is: "gt", value: number };
    case "lessThan":
      return { fact, is: "lt", value: number };
    case "within":
      return { fact, is: "after", value: { days: 0 - days } };
    case "olderThan":
      return { fact, is: "before", value: { days: 0 - days } };
    case "ahead":
      return { fact, is: "before", value: { days } };
    case "beyond":
      return { fact, is: "after", value: { days } };
    case "since":
      return { fact, is: "after", value: new Date(+midnight(value, ground) - 1).toISOString() };
    case "until":
      return { fact, is: "before", value: midnight(value, ground).toISOString() };
    case "yes":
    case "no":
      return { fact, is: "eq", value: compare === "yes" };
    case "known":
    case "unknown":
      return { fact, is: "exists", value: compare === "known" };
  }
}

const midnight = (date: string, { zone }: SentenceGround) => instantOf({ date: date, time: "00:00", zone });
