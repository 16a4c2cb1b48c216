import { Prisma } from "@/lib/platform/database/generated/client";
import { plannedWithValues } from "@/lib/platform/database/statement-names";
import { type Condition, evaluate, type FactTest, partsOf } from "@/lib/rules/rules";

import { type RowsSource, type Sum, sourceOf } from "./sources";
import { valueMeets } from "./value-tests";
import type { World } from "./world";

const yes = Prisma.sql`true`;
const no = Prisma.sql`false`;

/**
 * The condition as one SQL boolean over the customer row called c; true exactly where `evaluate` holds for the facts of
 * that customer, and never null. Used as
 *
 *     SELECT c.id FROM customer c WHERE c.tenant_id = … AND c.erased_at IS NULL AND <compiled>
 *
 * What stands in other tables is asked for by `c.id IN (…)` that does not depend on c: the database reads each such
 * table once, also below OR and NOT.
 */
export const compileCondition = (condition: Condition, world: World): Prisma.Sql =>
  Prisma.sql`${Prisma.raw(plannedWithValues)} ${compiled(condition, world)}`;

function compiled(condition: Condition, world: World): Prisma.Sql {
  if ("fact" in condition) return compileTest(condition, world);
  if ("all" in condition) return compileAll(condition.all, world);
  const parts = partsOf(condition).map((part) => compiled(part, world));
  if ("not" in condition) return negated(parts[0] as Prisma.Sql);
  return parts.length === 0 ? no : Prisma.sql`(${Prisma.join(parts, " OR ")})`;
}

/** Tests of facts that are made of the same rows are met by one reading of them. */
function compileAll(parts: readonly Condition[], world: World): Prisma.Sql {
  const sums = parts.map((part) => sumTest(part, world));
  const met = sums.filter((one) => one !== null);
  const together = met.length > 1 ? met : [];
  const apart = parts.filter((_, place) => together.length === 0 || sums[place] === null);
  const conditions = apart.map((part) => compiled(part, world));
  if (together[0])
    conditions.push(
      amongSums(
        together[0].from,
        together.map((one) => one.holds),
      ),
    );
  return conditions.length === 0 ? yes : Prisma.sql`(${Prisma.join(conditions, " AND ")})`;
}

interface SumTest {
  from: Sum["from"];
  holds: Prisma.Sql;
}

/** A test that nobody without rows meets, over the aggregate of the rows; null for every other condition. */
function sumTest(condition: Condition, world: World): SumTest | null {
  if (!("fact" in condition) || condition.is === "ne" || condition.is === "exists") return null;
  const source = sourceOf(condition.fact, world);
  if (source?.stands !== "rows" || !source.sum || holdsWithout(condition, source, world)) return null;
  const { from, value } = source.sum;
  const met = valueMeets(source.stored, value, condition, world);
  return met && { from, holds: met };
}

const amongSums = (from: Prisma.Sql, tests: Prisma.Sql[]) =>
  Prisma.sql`(c.id IN (SELECT e.customer_id ${from} GROUP BY e.customer_id HAVING ${Prisma.join(tests, " AND ")}))`;

const negated = (part: Prisma.Sql) => Prisma.sql`(NOT ${part})`;

/** `ne` and `exists: false` are what is left over: they hold for whoever has no value too. */
function compileTest(test: FactTest, world: World): Prisma.Sql {
  if (test.is === "ne") return negated(compileTest({ ...test, is: "eq" }, world));
  if (test.is === "exists" && !test.value) return negated(compileTest({ ...test, value: true }, world));
  const source = sourceOf(test.fact, world);
  if (!source) return no;
  if (source.stands === "rows") return compileRows(test, source, world);
  const met = valueMeets(source.stored, source.value, test, world);
  return met ? Prisma.sql`(${source.value} IS NOT NULL AND ${met})` : no;
}

const v = Prisma.sql`r.v`;

function compileRows(test: FactTest, source: RowsSource, world: World): Prisma.Sql {
  if (source.many) return compileList(test, source, world);
  const met = valueMeets(source.stored, v, test, world);
  const rows = counting(source, test);
  if (source.otherwise === undefined) return met ? amongRows(rows, met) : no;
  const without = holdsWithout(test, source, world);
  if (!met) return without ? negated(amongRows(rows, yes)) : no;
  return without ? negated(amongRows(rows, Prisma.sql`NOT (${met})`)) : amongRows(rows, met);
}

/** Whether the test holds for whoever has no row. */
const holdsWithout = (test: FactTest, { otherwise }: RowsSource, world: World): boolean =>
  otherwise !== undefined && evaluate(test, { now: world.now, [test.fact]: otherwise });

const amongRows = (rows: Prisma.Sql, met: Prisma.Sql) =>
  Prisma.sql`(c.id IN (SELECT r.customer_id FROM (${rows}) AS r (customer_id, v) WHERE ${met}))`;

/**
 * The newest is after a time when any is, the first before it when any is; only the other way round they are searched for.
 * Rows are counted only where it matters how many there are.
 */
function counting({ rows, counts, uncounted }: RowsSource, test: FactTest): Prisma.Sql {
  const { is } = test;
  if (uncounted && anyCountDoes(test)) return uncounted;
  if (counts === "newest" && is === "before")
    return Prisma.sql`SELECT customer_id, max(v) FROM (${rows}) AS all_of (customer_id, v) GROUP BY customer_id`;
  if (counts === "first" && is === "after")
    return Prisma.sql`SELECT customer_id, min(v) FROM (${rows}) AS all_of (customer_id, v) GROUP BY customer_id`;
  return rows;
}

/** Whether one row and a thousand rows are alike to the test: "none", "at least one". */
function anyCountDoes(test: FactTest): boolean {
  switch (test.is) {
    case "exists":
      return true;
    case "eq":
    case "lte":
    case "gt":
      return typeof test.value === "number" && test.value < 1;
    case "lt":
    case "gte":
      return typeof test.value === "number" && test.value <= 1;
    default:
      return false;
  }
}

/** A list is asked what it contains and whether there is anything in it. */
function compileList(test: FactTest, { stored, rows }: RowsSource, world: World): Prisma.Sql {
  if (test.is === "exists") return amongRows(rows, yes);
  if (test.is !== "contains" || typeof test.value !== "string") return no;
  const met = valueMeets(stored, v, { fact: test.fact, is: "eq", value: test.value }, world);
  return met ? amongRows(rows, met) : no;
}
