import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase } from "@/lib/platform/database/pool";
import { newId } from "@/lib/platform/ids";
import { closeQueue } from "@/lib/platform/jobs";
import type { TenantScope } from "@/lib/platform/tenancy";
import { makeTenant } from "@/lib/platform/testing/tenant";

import { foundCustomers } from "./found-customers";
import { searchPopulation } from "./testing/search-population";

const authorId = newId();
let tenant: TenantScope;

beforeAll(async () => {
  tenant = { ...(await makeTenant()), actor: { kind: "member", id: newId() } };
  await searchPopulation(tenant, authorId);
});
afterAll(async () => {
  await closeQueue();
  await closeDatabase();
});

test.each([
  ["홍길동", null],
  ["5678", { kind: "phone", text: "010-1234-5678" }],
  ["강남 클래스", { kind: "shop", text: "강남 클래스" }],
  ["mj8812", { kind: "email", text: "mj8812@naver.com" }],
  ["다음 달에", { kind: "note", text: "단체 할인 문의. 다음 달에 다시 전화하기" }],
  ["한울타리", { kind: "field", text: "추천한 분: 한울타리 모임" }],
])("%s says why", async (typed, because) => {
  expect((await foundCustomers(tenant, typed)).customers[0]?.because).toEqual(because);
});

test("a few are shown, and the number of all", async () => {
  const { customers, total } = await foundCustomers(tenant, "김");
  expect(customers).toHaveLength(8);
  expect(total).toBeGreaterThan(8);
  expect(customers[0]).toMatchObject({ name: expect.stringMatching(/^김/), lastFour: expect.any(String) });
});

test("a private note is told to its author alone", async () => {
  const author: TenantScope = { ...tenant, actor: { kind: "member", id: authorId } };
  expect((await foundCustomers(author, "깎아 달라고")).customers[0]?.because?.text).toMatch("깎아 달라고");
  expect(await foundCustomers(tenant, "깎아 달라고")).toEqual({ customers: [], total: 0 });
});

test("a neighbour finds nobody", async () => {
  expect(await foundCustomers(await makeTenant(), "홍길동")).toEqual({ customers: [], total: 0 });
});
