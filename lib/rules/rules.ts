/** Times are dates or ISO texts with an offset or Z. Null, absent and an empty text mean the same: not known. */
export type FactValue =
  | string
  | number
  | boolean
  | Date
  | null
  | undefined
  | readonly string[]
  | readonly number[];

/** What is known, by name, and the time that "thirty days ago" is counted from. */
export interface Facts {
  readonly now: Date;
  readonly [fact: string]: FactValue;
}

/** A fixed time, or one counted from now: `{ days: -30 }` is thirty days ago. */
export type Moment = string | { days?: number; hours?: number };

export type FactTest =
  | { fact: string; is: "eq"; value: string | number | boolean }
  | { fact: string; is: "ne"; value: string | number | boolean }
  | { fact: string; is: "lt" | "lte" | "gt" | "gte"; value: number }
  | { fact: string; is: "in"; value: readonly (string | number)[] }
  | { fact: string; is: "contains"; value: string | number }
  | { fact: string; is: "exists"; value: boolean }
  | { fact: string; is: "before" | "after"; value: Moment };

/**
 * The one condition language that segments, follow-ups, surveys and diagnoses share. It is data: stored as JSON,
 * versioned with its definition, evaluated without any look-up.
 */
export type Condition =
  | { all: readonly Condition[] }
  | { any: readonly Condition[] }
  | { not: Condition }
  | FactTest;

/**
 * Does the condition hold? An unknown fact meets no test but `exists: false` and `ne` (which is exactly "not eq").
 * Empty `all` holds, empty `any` does not. A fact of another type than the test expects does not meet it.
 */
export function evaluate(condition: Condition, facts: Facts): boolean {
  if ("all" in condition) return condition.all.every((part) => evaluate(part, facts));
  if ("any" in condition) return condition.any.some((part) => evaluate(part, facts));
  if ("not" in condition) return !evaluate(condition.not, facts);
  return meets(condition, factValue(facts, condition.fact), facts.now);
}

/** The names of the facts that a condition asks for, each once. */
export function factsIn(condition: Condition): string[] {
  if ("fact" in condition) return [condition.fact];
  return [...new Set(partsOf(condition).flatMap(factsIn))];
}

export function partsOf(condition: Exclude<Condition, FactTest>): readonly Condition[] {
  if ("all" in condition) return condition.all;
  return "any" in condition ? condition.any : [condition.not];
}

/** Own values only: a fact named "constructor" is unknown. */
export function factValue(facts: Facts, name: string): FactValue {
  return Object.hasOwn(facts, name) ? facts[name] : undefined;
}

function meets(test: FactTest, value: FactValue, now: Date): boolean {
  if (test.is === "exists") return isKnown(value) === test.value;
  if (test.is === "ne") return !isKnown(value) || value !== test.value;
  if (!isKnown(value)) return false;
  switch (test.is) {
    case "eq":
      return value === test.value;
    case "in":
      return (typeof value === "string" || typeof value === "number") && test.value.includes(value);
    case "contains":
      return contains(value, test.value);
    case "before":
    case "after":
      return isBeforeOrAfter(test.is, value, test.value, now);
    case "lt":
    case "lte":
    case "gt":
    case "gte":
      return typeof value === "number" && compares(test.is, value, test.value);
  }
}

const isKnown = (value: FactValue) => value !== null && value !== undefined && value !== "";

function compares(is: "lt" | "lte" | "gt" | "gte", left: number, right: number): boolean {
  if (is === "lt") return left < right;
  if (is === "lte") return left <= right;
  return is === "gt" ? left > right : left >= right;
}

function contains(value: FactValue, part: string | number): boolean {
  if (typeof value === "string") return value.toLowerCase().includes(String(part).toLowerCase());
  return Array.isArray(value) && (value as readonly (string | number)[]).includes(part);
}

function isBeforeOrAfter(is: "before" | "after", value: FactValue, moment: Moment, now: Date): boolean {
  if (typeof value !== "string" && !(value instanceof Date)) return false;
  const time = value instanceof Date ? value.getTime() : timeIn(value);
  const limit = timeOf(moment, now);
  return is === "before" ? time < limit : time > limit;
}

/** What a text must look like to be a time; any other text ("2026", a name) meets no test of time. */
export const timePattern =
  "^[1-9][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]{1,3})?)?(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])$";

const timeShape = new RegExp(timePattern);

/** NaN, which is before and after nothing, for a text that is no time or names a day that does not exist. */
function timeIn(text: string): number {
  if (!timeShape.test(text)) return Number.NaN;
  const day = new Date(`${text.slice(0, 10)}T00:00Z`);
  return day.getUTCDate() === Number(text.slice(8, 10)) ? Date.parse(text) : Number.NaN;
}

/** The instant that a moment of a condition means, in milliseconds. */
export function timeOf(moment: Moment, now: Date): number {
  if (typeof moment === "string") return Date.parse(moment);
  const { days = 0, hours = 0 } = moment;
  return now.getTime() + (days * 24 + hours) * 3_600_000;
}
