import { expect, test } from "vitest";

import { plannedOnce, plannedWithValues, statementName } from "./statement-names";

const ask = (sql: string, args: unknown[] = [1]) => statementName({ sql, args });

test("a text that comes again is named the third time, always alike, and each text by itself", () => {
  const [one, other] = ["SELECT $1 AS one", "SELECT $1 AS other"];
  expect([ask(one), ask(one)]).toEqual(["", ""]);
  const name = ask(one);
  expect(name).not.toBe("");
  expect(ask(one)).toBe(name);
  ask(other);
  ask(other);
  expect(ask(other)).not.toBe(name);
  // Postgres cuts names at 63 bytes, and two that are cut alike would be one.
  expect(Buffer.byteLength(name)).toBeLessThan(64);
});

test("what has no values, or wants its own plan, is sent as it is", () => {
  for (let time = 0; time < 5; time += 1) {
    expect(ask("COMMIT", [])).toBe("");
    expect(ask(`SELECT $1 AS fitting WHERE ${plannedWithValues} true`)).toBe("");
  }
});

test("what depends on the tenant is planned with its values, unless it says otherwise", () => {
  const rows = "SELECT body FROM message WHERE tenant_id = $1 AND";
  const planned = (sql: string) => [ask(sql), ask(sql), ask(sql)].at(-1) === "";
  for (const sql of [
    `${rows} id IN ($2,$3)`,
    `${rows} id = ANY($2::uuid[])`,
    `${rows} id = $2 ORDER BY due_at\nLIMIT $3`,
    "\n UPDATE message m SET state = r.state\n FROM jsonb_to_recordset($1::jsonb) r(id uuid)",
    "SELECT c.id FROM unnest($1::uuid[]) c(id)",
  ])
    expect(planned(sql)).toBe(true);
  for (const sql of [
    `${rows} id IN ($2)`,
    `${rows} customer_id = $2 ORDER BY due_at`,
    `${plannedOnce} ${rows} id = $2 ORDER BY due_at LIMIT $3`,
    "INSERT INTO tag (id) SELECT id FROM jsonb_to_recordset($1::jsonb) r(id uuid)",
  ])
    expect(planned(sql)).toBe(false);
});

test("a connection keeps at most a thousand", () => {
  const named = Array.from({ length: 1_200 }, (_, number) => `SELECT $1 AS number_${number}`).filter(
    (sql) => [ask(sql), ask(sql), ask(sql)].at(-1) !== "",
  );
  expect(named.length).toBeGreaterThan(900);
  expect(named.length).toBeLessThanOrEqual(1_000);
});
