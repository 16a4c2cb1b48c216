import { Prisma } from "@/lib/platform/database/generated/client";
import { instantOf, localDate } from "@/lib/platform/zoned-time";
import { type FactTest, type Moment, timeOf, timePattern } from "@/lib/rules/rules";

import type { Stored } from "./sources";
import type { World } from "./world";

/** A test of a value, without the two that hold for no value (compile.ts turns them round). */
type ValueTest = FactTest;
type Met = Prisma.Sql | null;

/** SQL for "this value, which is not null, meets the test"; null where no value of the kind ever does. */
export function valueMeets(stored: Stored, v: Prisma.Sql, test: ValueTest, world: World): Met {
  if (test.is === "before" || test.is === "after") return timeMeets(stored, v, test, world);
  switch (stored) {
    case "text":
      return textMeets(v, test);
    case "uuid":
      return uuidMeets(v, test);
    case "number":
      return numberMeets(v, test);
    case "json":
      return jsonMeets(v, test);
    case "flag":
      if (test.is === "exists") return Prisma.sql`true`;
      return test.is === "eq" && typeof test.value === "boolean" ? Prisma.sql`${v} = ${test.value}` : null;
    case "moment":
    case "day":
      return test.is === "exists" ? Prisma.sql`true` : null;
  }
}

/** What a text of the database can be: no NUL, no half of a character. */
const isText = (value: unknown): value is string =>
  typeof value === "string" && !value.includes("\u0000") && value.isWellFormed();
const isNumber = (value: unknown): value is number => typeof value === "number";

function textMeets(v: Prisma.Sql, test: ValueTest): Met {
  switch (test.is) {
    case "exists":
      return Prisma.sql`${v} <> ''`;
    case "eq":
      return isText(test.value) && test.value !== "" ? Prisma.sql`${v} = ${test.value}` : null;
    case "in": {
      const texts = test.value.filter(isText).filter((text) => text !== "");
      return texts.length > 0 ? Prisma.sql`${v} = ANY(${texts}::text[])` : null;
    }
    case "contains":
      return partOf(v, String(test.value));
    default:
      return null;
  }
}

/** `small_letters` of the database are those of JavaScript, whatever its locale. */
const partOf = (v: Prisma.Sql, part: string): Met =>
  isText(part) ? Prisma.sql`(${v} <> '' AND strpos(small_letters(${v}), ${part.toLowerCase()}) > 0)` : null;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

function uuidMeets(v: Prisma.Sql, test: ValueTest): Met {
  if (test.is === "exists") return Prisma.sql`true`;
  if (test.is === "contains") return partOf(Prisma.sql`(${v})::text`, String(test.value));
  const asked = test.is === "eq" ? [test.value] : test.is === "in" ? test.value : [];
  const ids = asked.filter((one): one is string => typeof one === "string" && uuid.test(one));
  return ids.length > 0 ? Prisma.sql`${v} = ANY(${ids}::uuid[])` : null;
}

const comparisons = {
  eq: Prisma.sql`=`,
  lt: Prisma.sql`<`,
  lte: Prisma.sql`<=`,
  gt: Prisma.sql`>`,
  gte: Prisma.sql`>=`,
};

function numberMeets(v: Prisma.Sql, test: ValueTest): Met {
  switch (test.is) {
    case "exists":
      return Prisma.sql`true`;
    case "in": {
      const numbers = test.value.filter(isNumber);
      return numbers.length > 0 ? Prisma.sql`${v} = ANY(${numbers}::float8[])` : null;
    }
    case "eq":
    case "lt":
    case "lte":
    case "gt":
    case "gte":
      return isNumber(test.value) ? Prisma.sql`${v} ${comparisons[test.is]} ${test.value}::float8` : null;
    default:
      return null;
  }
}

/** An answer may be a text, a number, yes or no, or a list; each meets what its kind meets. */
function jsonMeets(v: Prisma.Sql, test: ValueTest): Met {
  const known = Prisma.sql`${v} NOT IN ('null'::jsonb, '""'::jsonb, '[]'::jsonb)`;
  if (test.is === "exists") return known;
  if (test.is === "eq" && typeof test.value === "boolean")
    return Prisma.sql`${v} = to_jsonb(${test.value}::boolean)`;
  const text = Prisma.sql`(${v} #>> '{}')`;
  const cases = [
    caseOf("string", textMeets(text, test)),
    caseOf("number", numberMeets(Prisma.sql`${text}::float8`, test)),
    caseOf("array", test.is === "contains" ? listHas(v, test.value) : null),
  ].filter((one) => one !== null);
  if (cases.length === 0) return null;
  return Prisma.sql`(CASE jsonb_typeof(${v}) ${Prisma.join(cases, " ")} ELSE false END)`;
}

const caseOf = (type: string, met: Met): Met => met && Prisma.sql`WHEN ${type} THEN ${met}`;

function listHas(v: Prisma.Sql, part: string | number): Met {
  if (typeof part === "number") return Prisma.sql`${v} @> to_jsonb(${part}::float8)`;
  return isText(part) ? Prisma.sql`${v} @> to_jsonb(${part}::text)` : null;
}

type TimeTest = Extract<ValueTest, { is: "before" | "after" }>;

function timeMeets(stored: Stored, v: Prisma.Sql, { is, value }: TimeTest, world: World): Met {
  const limit = limitOf(is, value, world.now);
  if (!limit) return null;
  if (stored === "moment") return than(is, v, limit);
  if (stored === "day") return dayMeets(v, is, limit, world.zone);
  if (stored === "text") return timeInText(v, is, limit);
  if (stored !== "json") return null;
  return Prisma.sql`(CASE jsonb_typeof(${v}) WHEN 'string' THEN ${timeInText(Prisma.sql`(${v} #>> '{}')`, is, limit)} ELSE false END)`;
}

const than = (is: "before" | "after", v: Prisma.Sql, limit: Date) =>
  is === "before" ? Prisma.sql`${v} < ${limit}::timestamptz` : Prisma.sql`${v} > ${limit}::timestamptz`;

const earliest = Date.parse("0001-01-01T00:00:00Z");
const latest = Date.parse("9999-12-31T00:00:00Z");

/** Stored times are whole milliseconds: a limit between two is moved to the one that decides the same. */
function limitOf(is: "before" | "after", moment: Moment, now: Date): Date | null {
  const exact = timeOf(moment, now);
  if (Number.isNaN(exact)) return null;
  const whole = is === "before" ? Math.ceil(exact) : Math.floor(exact);
  return new Date(Math.min(Math.max(whole, earliest), latest));
}

/** A day begins at its midnight in the business's zone; compared as days, so that its index serves. */
function dayMeets(v: Prisma.Sql, is: "before" | "after", limit: Date, zone: string): Prisma.Sql {
  const date = localDate(limit, zone);
  const begins = instantOf({ date, time: "00:00", zone });
  if (is === "before")
    return begins < limit ? Prisma.sql`${v} <= ${date}::date` : Prisma.sql`${v} < ${date}::date`;
  return begins > limit ? Prisma.sql`${v} >= ${date}::date` : Prisma.sql`${v} > ${date}::date`;
}

const timeInText = (v: Prisma.Sql, is: "before" | "after", limit: Date) =>
  Prisma.sql`(CASE WHEN ${v} ~ ${timePattern} AND pg_input_is_valid(${v}, 'timestamptz')
    THEN ${than(is, Prisma.sql`${v}::timestamptz`, limit)} ELSE false END)`;
