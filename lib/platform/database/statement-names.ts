import { createHash } from "node:crypto";

/** A connection keeps what it prepared until it ends; texts beyond these are sent unprepared. */
const namesAtMost = 1000;
/** Texts met less often are not worth a place: lists of ids of every length make texts of their own. */
const worthNaming = 3;
const textsAtMost = 20_000;

/**
 * Stands in statements for which one plan for every value would be wrong: how many rows fit a condition decides where to begin, and
 * planning costs little beside what they read.
 */
export const plannedWithValues = "/* planned with its values */";
/** Stands in what is planned best without them, though it looks like the others: see lib/platform/kept-plans. */
export const plannedOnce = "/* planned once */";

/**
 * Rows by a list, or the first few in an order. A plan without values takes every tenant for an average one, of whom all rows are
 * soon read, and reads a large one's: eight messages by their ids out of twenty thousand took 16 ms instead of 0.1.
 */
const dependsOnTheTenant = (sql: string): boolean =>
  / IN \(\$\d+,/.test(sql) ||
  /\bANY ?\(|\bunnest\(/.test(sql) ||
  (sql.includes("ORDER BY") && sql.lastIndexOf("LIMIT") > sql.indexOf("ORDER BY")) ||
  (sql.trimStart().startsWith("UPDATE") && sql.includes("FROM jsonb_to_recordset("));

const isPlannedOnce = (sql: string) => sql.includes(plannedOnce) || !dependsOnTheTenant(sql);

const met = new Map<string, number>();
const names = new Map<string, string>();

/**
 * The name under which a connection prepares a statement, so that Postgres parses it, adds row-level security and plans it once
 * and not every time. Empty for what is sent as it is: a text seldom met, one without values such as BEGIN, or one whose plan
 * depends on the tenant.
 */
export function statementName({ sql, args }: { sql: string; args: unknown[] }): string {
  const known = names.get(sql);
  if (known) return known;
  if (args.length === 0 || sql.includes(plannedWithValues) || !isPlannedOnce(sql)) return "";
  const times = (met.get(sql) ?? 0) + 1;
  if (times >= worthNaming && names.size < namesAtMost) {
    const name = createHash("sha256").update(sql).digest("base64url");
    names.set(sql, name);
    met.delete(sql);
    return name;
  }
  if (met.has(sql) || met.size < textsAtMost) met.set(sql, times);
  return "";
}
