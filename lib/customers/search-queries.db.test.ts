import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeDatabase } from "@/lib/platform/database/pool";
import { newId } from "@/lib/platform/ids";
import { closeQueue } from "@/lib/platform/jobs";
import type { TenantScope } from "@/lib/platform/tenancy";
import { makeTenant } from "@/lib/platform/testing/tenant";

import { searchCustomers } from "./search";
import { searchPopulation, searchQueries } from "./testing/search-population";

const authorId = newId();
let tenant: TenantScope;
let neighbour: TenantScope;
let who: Map<string, string>;

beforeAll(async () => {
  tenant = { ...(await makeTenant()), actor: { kind: "member", id: newId(), name: "이가람" } };
  neighbour = await makeTenant();
  who = await searchPopulation(tenant, authorId);
  await searchPopulation(neighbour, authorId);
});
afterAll(async () => {
  await closeQueue();
  await closeDatabase();
});

const found = async (typed: string, scope = tenant) =>
  (await searchCustomers(scope, typed)).hits.map(({ id }) => who.get(id));

test("there are enough of every kind", () => {
  const kinds = Map.groupBy(searchQueries, ({ kind }) => kind);
  expect(searchQueries.length).toBeGreaterThanOrEqual(60);
  expect(kinds.size).toBe(11);
  expect(new Set(searchQueries.map(({ typed }) => typed)).size).toBe(searchQueries.length);
});

describe("the hit that must come first", () => {
  test.each(searchQueries.map((query) => [query.kind, query.typed, query.first] as const))(
    "%s: %s → %s",
    async (_, typed, first) => expect((await found(typed))[0]).toBe(first),
  );
});

test("the same people at a neighbour's are never among them", async () => {
  for (const { typed } of searchQueries) expect(await found(typed)).not.toContain(undefined);
  // Control: they are there, under the same words, for their own tenant.
  expect(await found("홍길동", neighbour)).toContain(undefined);
});

test("a private note is found by its author alone", async () => {
  const author: TenantScope = { ...tenant, actor: { kind: "member", id: authorId } };
  expect(await found("깎아 달라고")).toEqual([]);
  expect(await found("깎아 달라고", author)).toEqual(["유재석"]);
  expect(await found("깎아 달라고", { ...tenant, actor: { kind: "system", id: authorId } })).toEqual([]);
  expect(await found("깎아", author)).toEqual(["유재석", "유재숙"]);
});

test("each hit says what it was found by", async () => {
  const matched = async (typed: string) => (await searchCustomers(tenant, typed)).hits[0]?.match;
  expect(await matched("홍길동")).toEqual({ kind: "name", id: null });
  for (const [typed, kind] of [
    ["5678", "phone"],
    ["강남 클래스", "shop"],
    ["mj8812", "email"],
    ["땅콩", "note"],
    ["한울타리", "field"],
  ] as const)
    expect(await matched(typed)).toEqual({ kind, id: expect.any(String) });
});

test("a typo is the last resort: whoever fits as typed comes alone", async () => {
  expect(await found("홍길종")).toEqual(["홍길종"]);
  expect(await found("김민지")).toEqual(["김민지", "김민지/공방"]);
  expect(await found("홍길둥")).toEqual(["홍길동", "홍길순", "홍길종"]);
  expect(await found("홍길동무지개")).toEqual([]);
  expect(await found("허쥰")).toEqual([]);
});
