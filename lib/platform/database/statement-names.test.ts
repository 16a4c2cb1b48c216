import { expect, test } from "vitest";

import { plannedWithValues, statementName } from "./statement-names";

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

test("a connection keeps at most a thousand", () => {
  const named = Array.from({ length: 1_200 }, (_, number) => `SELECT $1 AS number_${number}`).filter(
    (sql) => [ask(sql), ask(sql), ask(sql)].at(-1) !== "",
  );
  expect(named.length).toBeGreaterThan(900);
  expect(named.length).toBeLessThanOrEqual(1_000);
});
