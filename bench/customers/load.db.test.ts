import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ScratchDatabase, scratchDatabase } from "@/scripts/database/scratch";

import { type Loaded, load } from "./load";
import { tableNames } from "./tables";

let database: ScratchDatabase;
let loaded: Loaded;
let client: pg.Client;
let indexesBefore: string[];

const indexes = async () =>
  (
    await client.query<{ made: string }>(
      `SELECT pg_get_indexdef(i.indexrelid) AS made FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
       WHERE c.relnamespace = 'public'::regnamespace AND NOT c.relispartition ORDER BY 1`,
    )
  ).rows.map(({ made }) => made);

beforeAll(async () => {
  database = await scratchDatabase();
  client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  indexesBefore = await indexes();
  const wish = { seed: 3, measured: 300, others: 4, elsewhere: 200, until: new Date("2026-11-25") };
  loaded = await load(database.ownerUrl, wish);
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

test("every row arrives", async () => {
  for (const table of tableNames) {
    const { rows } = await client.query(`SELECT count(*)::int AS count FROM "${table}"`);
    expect([table, rows[0].count]).toEqual([table, loaded.counts[table]]);
    expect(rows[0].count).toBeGreaterThan(0);
  }
});

test("every index is there again", async () => {
  expect(await indexes()).toEqual(indexesBefore);
});

test("every foreign key points somewhere, though none was checked on the way", async () => {
  const { rows: keys } = await client.query<{
    name: string;
    child: string;
    parent: string;
    mine: string[];
    theirs: string[];
  }>(
    `SELECT k.conname AS name, k.conrelid::regclass::text AS child, k.confrelid::regclass::text AS parent,
       (SELECT array_agg(quote_ident(attname) ORDER BY ord) FROM unnest(k.conkey) WITH ORDINALITY u (num, ord)
         JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.num)::text[] AS mine,
       (SELECT array_agg(quote_ident(attname) ORDER BY ord) FROM unnest(k.confkey) WITH ORDINALITY u (num, ord)
         JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.num)::text[] AS theirs
     FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
     WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace AND c.relname = ANY($1)`,
    [tableNames],
  );
  expect(keys.length).toBeGreaterThan(40);
  for (const { name, child, parent, mine, theirs } of keys) {
    const joined = mine.map((one, place) => `c.${one} = p.${theirs[place]}`).join(" AND ");
    const known = mine.map((one) => `c.${one} IS NOT NULL`).join(" AND ");
    const { rows } = await client.query(
      `SELECT count(*)::int AS lost FROM ${child} c WHERE ${known} AND NOT EXISTS (SELECT FROM ${parent} p WHERE ${joined})`,
    );
    expect([name, rows[0].lost]).toEqual([name, 0]);
  }
});
