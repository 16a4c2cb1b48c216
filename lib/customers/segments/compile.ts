import { Prisma } from "@/lib/platform/database/generated/client";
import { type Condition, evaluate, type FactTest, partsOf } from "@/lib/rules/rules";

import { type Source, sourceOf } from "./sources";
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
export function compileCondition(condition: Condition, world: World): Prisma.Sql {
  if ("fact" in condition) return compileTest(condition, world);
  const parts = partsOf(condition).map((part) => compileCondition(part, world));
  if ("not" in condition) return negated(parts[0] as Prisma.Sql);
  if (parts.length === 0) return "all" in condition ? yes : no;
  return Prisma.sql`(${Prisma.join(parts, "all" in condition ? " AND " : " OR ")})`;
}

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

type Rows = Extract<Source, { stands: "rows" }>;
const v = Prisma.sql`r.v`;

function compileRows(test: FactTest, source: Rows, world: World): Prisma.Sql {
  if (source.many) return compileList(test, source, world);
  const met = valueMeets(source.stored, v, test, world);
  if (source.otherwise === undefined) return met ? amongRows(counting(source, test), met) : no;
  const holdsWithout = evaluate(test, { now: world.now, [test.fact]: source.otherwise });
  if (!met) return holdsWithout ? negated(amongRows(source.rows, yes)) : no;
  return holdsWithout
    ? negated(amongRows(source.rows, Prisma.sql`NOT (${met})`))
    : amongRows(source.rows, met);
}

const amongRows = (rows: Prisma.Sql, met: Prisma.Sql) =>
  Prisma.sql`(c.id IN (SELECT r.customer_id FROM (${rows}) AS r (customer_id, v) WHERE ${met}))`;

/** The newest is after a time when any is, the first before it when any is; only the other way round they are searched for. */
function counting({ rows, counts }: Rows, { is }: FactTest): Prisma.Sql {
  if (counts === "newest" && is === "before")
    return Prisma.sql`SELECT customer_id, max(v) FROM (${rows}) AS all_of (customer_id, v) GROUP BY customer_id`;
  if (counts === "first" && is === "after")
    return Prisma.sql`SELECT customer_id, min(v) FROM (${rows}) AS all_of (customer_id, v) GROUP BY customer_id`;
  return rows;
}

/** A list is asked what it contains and whether there is anything in it. */
function compileList(test: FactTest, { stored, rows }: Rows, world: World): Prisma.Sql {
  if (test.is === "exists") return amongRows(rows, yes);
  if (test.is !== "contains" || typeof test.value !== "string") return no;
  const met = valueMeets(stored, v, { fact: test.fact, is: "eq", value: test.value }, world);
  return met ? amongRows(rows, met) : no;
}
