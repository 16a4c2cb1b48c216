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

const met = new Map<string, number>();
const names = new Map<string, string>();

/**
 * The name under which a connection prepares a statement, so that Postgres parses it, adds row-level security and plans it once
 * and not every time. Empty for what is sent as it is: a text seldom met, or one without values such as BEGIN.
 */
export function statementName({ sql, args }: { sql: string; args: unknown[] }): string {
  if (args.length === 0 || sql.includes(plannedWithValues)) return "";
  const known = names.get(sql);
  if (known) return known;
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
