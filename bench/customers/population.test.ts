import { expect, test } from "vitest";

import { type Landmarks, population, sizesOf, type Wish } from "./population";
import { noRows, type Rows, tableNames, tables } from "./tables";

const wish: Wish = {
  seed: 1,
  measured: 1_200,
  others: 7,
  elsewhere: 1_000,
  until: new Date("2026-11-25"),
};

function made(given: Wish): { rows: Rows; landmarks: Landmarks } {
  const rows = noRows();
  const portions = population(given);
  let portion = portions.next();
  for (; !portion.done; portion = portions.next())
    for (const name of tableNames) rows[name].push(...portion.value[name]);
  return { rows, landmarks: portion.value };
}

const { rows, landmarks } = made(wish);
const column = (table: keyof Rows, name: string) => {
  const place = (tables[table] as readonly string[]).indexOf(name);
  return rows[table].map((row) => row[place]);
};

test("the same seed makes the same rows, another one others", () => {
  expect(made(wish)).toEqual({ rows, landmarks });
  expect(made({ ...wish, seed: 2 }).rows.customer).not.toEqual(rows.customer);
});

test("as many tenants and customers as were wished for", () => {
  const counted = Map.groupBy(column("customer", "tenant_id"), (id) => id);
  expect([...counted.values()].map(({ length }) => length).toSorted((a, b) => b - a)).toEqual(
    sizesOf(wish).toSorted((a, b) => b - a),
  );
  expect(counted.get(landmarks.tenantId)).toHaveLength(wish.measured);
  expect(rows.tenant).toHaveLength(wish.others + 1);
});

test("names are Korean of two to five syllables, Latin, or both, and some of each", () => {
  const names = column("customer", "name").slice(2) as string[];
  const kinds = {
    two: /^[가-힣]{2}$/,
    three: /^[가-힣]{3}$/,
    four: /^[가-힣]{4,5}$/,
    latin: /^[\p{Script=Latin}' -]+$/u,
    both: /^(?=.*[가-힣])(?=.*\p{Script=Latin})[가-힣\p{Script=Latin}' -]+$/u,
  };
  for (const kind of Object.values(kinds)) expect(names.some((name) => kind.test(name))).toBe(true);
  expect(names.filter((name) => !Object.values(kinds).some((kind) => kind.test(name)))).toEqual([]);
});

test("telephone numbers are mobile ones, each its own", () => {
  const phones = column("contact_point", "address").filter((one) => String(one).startsWith("+"));
  expect(phones.filter((one) => !/^\+8210\d{8}$/.test(String(one)))).toEqual([]);
  expect(new Set(phones).size).toBe(phones.length);
});

test("two customers have fifty and five thousand things in their history", () => {
  const sources = ["event", "message", "customer_note", "consent", "inbound_message"] as const;
  const entriesOf = (id: string) =>
    sources.flatMap((table) => column(table, "customer_id")).filter((one) => one === id).length;
  expect(entriesOf(landmarks.fifty)).toBe(50);
  expect(entriesOf(landmarks.fiveThousand)).toBe(5_000);
});

test("nothing has happened after its time", () => {
  for (const [table, name] of [
    ["event", "occurred_at"],
    ["customer", "created_at"],
    ["message", "submitted_at"],
  ] as const)
    expect(column(table, name).filter((at) => (at as Date) > wish.until)).toEqual([]);
});
