import { createHash } from "node:crypto";
import pg from "pg";
import { v7 } from "uuid";

export interface Statement {
  text: string;
  values: unknown[];
}

type Query = (...given: unknown[]) => unknown;

/** Every statement that `work` sends to Postgres, word for word, so that a baseline can send the same. */
export async function recordStatements(work: () => Promise<unknown>): Promise<Statement[]> {
  const prototype = pg.Client.prototype as unknown as { query: Query };
  const original = prototype.query;
  const statements: Statement[] = [];
  prototype.query = function (this: unknown, ...given: unknown[]) {
    const [first, second] = given;
    if (typeof first === "string") statements.push({ text: first, values: (second as unknown[]) ?? [] });
    else if (first && typeof first === "object") {
      const { text, values } = first as { text: string; values?: unknown[] };
      statements.push({ text, values: values ?? (Array.isArray(second) ? second : []) });
    }
    return original.apply(this, given);
  };
  try {
    await work();
  } finally {
    prototype.query = original;
  }
  return statements;
}

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/**
 * The recorded statements for another person: ids that the recording made are made anew, the number is another. `kept`
 * are the ids that existed before (tenant, run, pool, course …).
 */
export function forAnother(
  statements: readonly Statement[],
  kept: ReadonlySet<string>,
  phone: { was: string; becomes: string },
): Statement[] {
  const ids = new Map<string, string>();
  const renewed = (id: string) => {
    if (kept.has(id)) return id;
    const known = ids.get(id) ?? v7();
    ids.set(id, known);
    return known;
  };
  const change = (value: unknown): unknown =>
    typeof value === "string"
      ? value
          .replaceAll(uuid, renewed)
          .replaceAll(phone.was, phone.becomes)
          .replaceAll(phone.was.slice(-4), phone.becomes.slice(-4))
      : value;
  return statements.map(({ text, values }) => ({ text, values: values.map(change) }));
}

/** Sends them as one transaction on one connection, each prepared once under a name of its own. */
export async function send(pool: pg.Pool, statements: readonly Statement[]): Promise<void> {
  const client = await pool.connect();
  try {
    for (const { text, values } of statements)
      await client.query(values.length === 0 ? text : { name: nameOf(text), text, values });
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  } finally {
    client.release();
  }
}

const names = new Map<string, string>();
function nameOf(text: string): string {
  const known = names.get(text);
  if (known) return known;
  const name = createHash("sha1").update(text).digest("hex").slice(0, 20);
  names.set(text, name);
  return name;
}
