import { once } from "node:events";
import { finished } from "node:stream/promises";
import pg from "pg";
import { from } from "pg-copy-streams";

import { type Table, tables, type Value } from "./tables";

export interface CopyIn {
  write: (rows: readonly Value[][]) => Promise<void>;
  end: () => Promise<number>;
}

/**
 * Rows into one table by COPY, on a connection of its own. As a superuser, who row-level security does not hold back, and
 * with the checks of foreign keys lifted: a test of the generator shows that every key points somewhere.
 */
export async function copyInto(ownerUrl: string, table: Table): Promise<CopyIn> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  await client.query("SET session_replication_role = replica");
  const columns = tables[table].map((name) => `"${name}"`).join(", ");
  const stream = client.query(from(`COPY "${table}" (${columns}) FROM STDIN`));
  let count = 0;
  return {
    write: async (rows) => {
      if (rows.length === 0) return;
      count += rows.length;
      if (!stream.write(rows.map(lineOf).join(""))) await once(stream, "drain");
    },
    end: async () => {
      stream.end();
      await finished(stream);
      await client.end();
      return count;
    },
  };
}

const lineOf = (row: readonly Value[]) => `${row.map(written).join("\t")}\n`;

const special = /[\\\t\n\r]/g;

function written(value: Value): string {
  if (value === null) return "\\N";
  if (typeof value === "string") return special.test(value) ? value.replaceAll(special, escaped) : value;
  return value instanceof Date ? value.toISOString() : String(value);
}

const escapes: Record<string, string> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };
const escaped = (letter: string) => escapes[letter] ?? letter;
