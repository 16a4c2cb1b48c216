import pg from "pg";

import { copyInto } from "./copy";
import { type Landmarks, population, type Wish } from "./population";
import { tableNames } from "./tables";

export interface Loaded extends Landmarks {
  /** Rows by table. */
  counts: Record<string, number>;
  /** Seconds of each step. */
  seconds: { rows: number; indexes: number; vacuum: number };
}

/**
 * Fills a migrated, empty database: rows by COPY into all tables at once, every index that is no primary key made again
 * afterwards, two at a time, then VACUUM ANALYZE.
 */
export async function load(ownerUrl: string, wish: Wish): Promise<Loaded> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await monthsBefore(client, wish.until);
    const dropped = await dropIndexes(client);
    const began = performance.now();
    const { landmarks, counts } = await copyAll(ownerUrl, wish);
    const copied = performance.now();
    await inTwos(ownerUrl, dropped);
    const indexed = performance.now();
    const bySize = tableNames.toSorted((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0));
    await inTwos(
      ownerUrl,
      bySize.map((table) => `VACUUM (ANALYZE) "${table}"`),
    );
    // Otherwise a checkpoint of all this would fall into the first figures.
    await client.query("CHECKPOINT");
    const seconds = {
      rows: (copied - began) / 1000,
      indexes: (indexed - copied) / 1000,
      vacuum: (performance.now() - indexed) / 1000,
    };
    return { ...landmarks, counts, seconds };
  } finally {
    await client.end();
  }
}

/** Events of the past have their partitions too, as in an installation that lived through those months. */
async function monthsBefore(client: pg.Client, until: Date): Promise<void> {
  for (let back = 24; back > 0; back -= 1) {
    const [start, end] = [monthAt(until, -back), monthAt(until, 1 - back)];
    const name = `event_${start.slice(0, 7).replace("-", "_")}`;
    await client.query(
      `CREATE TABLE IF NOT EXISTS ${name} PARTITION OF event FOR VALUES FROM ('${start}') TO ('${end}')`,
    );
    await client.query(`ALTER TABLE ${name} ENABLE ROW LEVEL SECURITY`);
    await client.query(`ALTER TABLE ${name} FORCE ROW LEVEL SECURITY`);
  }
}

const monthAt = (day: Date, months: number): string =>
  new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + months, 1)).toISOString().slice(0, 10);

/** Drops every index that no constraint needs, and returns how to make them, the costliest first. */
async function dropIndexes(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; made: string }>(
    `SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS made
     FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_am a ON a.oid = x.relam
     WHERE c.relnamespace = 'public'::regnamespace AND c.relname = ANY($1) AND NOT c.relispartition
       AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid)
     ORDER BY a.amname <> 'gin', c.relname, x.relname`,
    [tableNames],
  );
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`);
  return rows.map(({ made }) => made.replace(" ON ONLY ", " ON "));
}

async function copyAll(ownerUrl: string, wish: Wish) {
  const copies = await Promise.all(
    tableNames.map(async (table) => ({ table, copy: await copyInto(ownerUrl, table) })),
  );
  const portions = population(wish);
  let portion = portions.next();
  while (!portion.done) {
    const rows = portion.value;
    await Promise.all(copies.map(({ table, copy }) => copy.write(rows[table])));
    portion = portions.next();
  }
  const counts: Record<string, number> = {};
  for (const { table, copy } of copies) counts[table] = await copy.end();
  return { landmarks: portion.value, counts };
}

/** Runs the statements on two connections, one for each core that the aim names. */
async function inTwos(ownerUrl: string, statements: readonly string[]): Promise<void> {
  const waiting = [...statements];
  await Promise.all(
    [1, 2].map(async () => {
      const client = new pg.Client({ connectionString: ownerUrl });
      await client.connect();
      await client.query("SET maintenance_work_mem = '1GB'");
      await client.query("SET max_parallel_maintenance_workers = 0");
      for (let next = waiting.shift(); next; next = waiting.shift()) await client.query(next);
      await client.end();
    }),
  );
}
