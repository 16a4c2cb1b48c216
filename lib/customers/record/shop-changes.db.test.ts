import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { apply } from "@/lib/enrollments/enrollments";
import { applicationTo, courseWithRun } from "@/lib/enrollments/testing/course-with-run";
import { closeDatabase } from "@/lib/platform/database/pool";
import { closeQueue } from "@/lib/platform/jobs";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { moveClockTo } from "@/lib/platform/testing/tenant";

import { called, deskOfOwn, pageOf, reasonOf, rowOf } from "../testing/desk";
import {
  addShop,
  addShopInput,
  changeShop,
  changeShopInput,
  choosePrimaryShop,
  putIntoShop,
  removeShop,
} from "./shop-changes";
import { shopPage } from "./shop-page";

let tenant: TenantScope;
beforeAll(async () => {
  await moveClockTo("2026-12-01T01:00:00Z");
  tenant = await deskOfOwn();
});
afterAll(async () => {
  await closeQueue();
  await closeDatabase();
});

type Adding = Parameters<(typeof addShopInput)["parse"]>[0];
const add = (given: Adding, scope = tenant) => addShop(scope, addShopInput.parse(given));
const change = (given: object) => changeShop(tenant, changeShopInput.parse(given));
const shopsOf = async (id: string) =>
  (await pageOf(tenant, id)).record.shops.map(({ name, primary }) => [name, primary]);
const shopIdOf = async (id: string, name: string) =>
  (await pageOf(tenant, id)).record.shops.find((shop) => shop.name === name)?.id as string;

/** Customers whose denormalised shop is not the name of their primary shop. */
const astray = () =>
  inTransaction(tenant, async (tx) => {
    const rows = await tx.db.$queryRaw<{ count: bigint }[]>`
      SELECT count(*) FROM customer c
      LEFT JOIN customer_shop cs ON cs.tenant_id = c.tenant_id AND cs.customer_id = c.id AND cs."primary"
      LEFT JOIN shop s ON s.tenant_id = cs.tenant_id AND s.id = cs.shop_id
      WHERE c.tenant_id = ${tx.tenantId}::uuid AND c.shop IS DISTINCT FROM s.name`;
    return Number(rows[0]?.count);
  });

describe("shops", () => {
  test("a person has several, one of them primary, and the name beside the person follows it", async () => {
    const id = await called(tenant, { shop: "봄카페" });
    expect(await shopsOf(id)).toEqual([["봄카페", true]]);
    expect(await add({ customerId: id, name: "여름식당" })).toMatchObject({ kind: "added" });
    expect(await shopsOf(id)).toEqual([
      ["봄카페", true],
      ["여름식당", false],
    ]);
    await choosePrimaryShop(tenant, { customerId: id, shopId: await shopIdOf(id, "여름식당") });
    expect((await rowOf(tenant, id)).shop).toBe("여름식당");
    const left = await removeShop(tenant, { customerId: id, shopId: await shopIdOf(id, "여름식당") });
    expect((await rowOf(tenant, id)).shop).toBe("봄카페");
    await putIntoShop(tenant, { customerId: id, shopId: left.shopId });
    expect(await shopsOf(id)).toEqual([
      ["봄카페", true],
      ["여름식당", false],
    ]);
    expect(await astray()).toBe(0);
  });

  test("several people are in one; a new name of the shop is everybody's, with a version", async () => {
    const [one, other] = [await called(tenant, { name: "문하나" }), await called(tenant, { name: "문두리" })];
    const made = await add({ customerId: one, name: "달빵집", businessNumber: "124-81-00998" });
    if (made.kind !== "added") throw new Error("not made");
    const alike = await add({ customerId: other, name: "달빵" });
    expect(alike).toMatchObject({
      kind: "alike",
      name: "달빵",
      shops: [{ id: made.shopId, name: "달빵집", businessNumber: "1248100998", people: ["문하나"] }],
    });
    expect(await shopsOf(other)).toEqual([]);
    await add({ customerId: other, name: "달빵", choice: made.shopId });
    await change({ id: made.shopId, version: 1, name: "달빵집 본점", trade: "제과" });
    expect((await rowOf(tenant, one)).shop).toBe("달빵집 본점");
    expect((await rowOf(tenant, other)).shop).toBe("달빵집 본점");
    const again = { id: made.shopId, version: 1, name: "딴 이름" };
    expect(await reasonOf(change(again))).toBe("customers.changedMeanwhile");
    await change({ ...again, version: 2, trade: "카페", keep: { name: "theirs" } });
    const page = await shopPage(tenant, made.shopId);
    expect(page).toMatchObject({ name: "달빵집 본점", trade: "카페", version: 3 });
    expect(page?.people.map(({ name }) => name)).toEqual(["문하나", "문두리"]);
    expect(await astray()).toBe(0);
  });

  test("one that is only alike can be made anew, but a business number is one shop's", async () => {
    const [one, other] = [await called(tenant), await called(tenant)];
    await add({ customerId: one, name: "해국수", businessNumber: "220-81-62517" });
    expect(await add({ customerId: other, name: "해국수", choice: "new" })).toMatchObject({ kind: "added" });
    const taken = { customerId: other, name: "전혀 다른 집", businessNumber: "2208162517", choice: "new" };
    expect(await add(taken)).toMatchObject({ kind: "alike", shops: [{ name: "해국수" }] });
    const own = await shopIdOf(other, "해국수");
    expect(
      await reasonOf(change({ id: own, version: 1, name: "해국수", businessNumber: "220-81-62517" })),
    ).toBe("customers.shops.number.taken");
  });

  test.each([
    ["123-45-67890", "customers.shops.number.not_a_number"],
    ["000-00-00000", "customers.shops.number.not_a_number"],
    ["124-81-009", "customers.shops.number.wrong_length"],
  ])("the business number %s is refused at its control", (businessNumber, message) => {
    const read = changeShopInput.safeParse({
      id: "01890000-0000-7000-8000-000000000000",
      version: 1,
      name: "x",
      businessNumber,
    });
    expect(read.error?.issues).toMatchObject([{ path: ["businessNumber"], message }]);
  });

  test("who applies with a shop has one of their own; who has one keeps it", async () => {
    const { runId } = await courseWithRun(tenant);
    const { customerId } = await apply(tenant, applicationTo(runId, 71, { shop: "별문구", trade: "문구" }));
    expect(await shopsOf(customerId)).toEqual([["별문구", true]]);
    const other = await courseWithRun(tenant);
    await apply(tenant, applicationTo(other.runId, 71, { shop: "다른 이름" }));
    expect(await shopsOf(customerId)).toEqual([["별문구", true]]);
    const later = await apply(tenant, applicationTo(runId, 72));
    await apply(tenant, applicationTo(other.runId, 72, { shop: "나중 가게" }));
    expect(await shopsOf(later.customerId)).toEqual([["나중 가게", true]]);
    expect(await astray()).toBe(0);
  });

  test("two who join and choose at once leave one primary shop", async () => {
    const id = await called(tenant);
    await Promise.all(["가", "나", "다"].map((name) => add({ customerId: id, name: `동시${name}` })));
    const ids = (await pageOf(tenant, id)).record.shops.map((shop) => shop.id);
    await Promise.all(ids.map((shopId) => choosePrimaryShop(tenant, { customerId: id, shopId })));
    expect((await shopsOf(id)).filter(([, primary]) => primary)).toHaveLength(1);
    expect(await astray()).toBe(0);
  });

  test("is nobody else's", async () => {
    const id = await called(tenant, { shop: "우리집" });
    const shopId = await shopIdOf(id, "우리집");
    const stranger = await deskOfOwn();
    const theirs = await called(stranger);
    const strangers = [
      add({ customerId: id, name: "x" }, stranger),
      add({ customerId: theirs, name: "우리집", choice: shopId }, stranger),
      removeShop(stranger, { customerId: id, shopId }),
      choosePrimaryShop(stranger, { customerId: id, shopId }),
      putIntoShop(stranger, { customerId: theirs, shopId }),
      changeShop(stranger, changeShopInput.parse({ id: shopId, version: 1, name: "x" })),
    ];
    expect(await Promise.all(strangers.map(reasonOf))).toEqual(strangers.map(() => "errors.not_found"));
    expect(await shopPage(stranger, shopId)).toBeNull();
    expect(await add({ customerId: theirs, name: "우리집" }, stranger)).toMatchObject({ kind: "added" });
  });
});
