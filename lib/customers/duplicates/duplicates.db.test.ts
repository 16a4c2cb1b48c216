import pg from "pg";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { closeDatabase } from "@/lib/platform/database/pool";
import { newId } from "@/lib/platform/ids";
import { closeQueue } from "@/lib/platform/jobs";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { readsOf } from "@/lib/platform/testing/reads";
import { moveClockTo } from "@/lib/platform/testing/tenant";

import { addContactPoint } from "../record/contact-points";
import { called, deskOfOwn, reasonOf } from "../testing/desk";
import { suggestedPairs } from "./duplicates";
import { crowd } from "./testing/crowd";
import { pairsToldApart, takeBackApart, tellApart } from "./told-apart";

let tenant: TenantScope;
beforeAll(async () => {
  await moveClockTo("2026-12-01T01:00:00Z");
  tenant = await deskOfOwn();
});
afterAll(async () => {
  await closeQueue();
  await closeDatabase();
});

const told = async (scope: TenantScope, of?: string) =>
  (await suggestedPairs(scope, { of })).pairs.map(
    ({ one, other, confidence, reasons }) =>
      `${[one.name, other.name].sort().join("+")} ${confidence}: ${reasons.join(", ")}`,
  );

describe("how sure it is", () => {
  const [mine, hers] = ["010-3000-0001", "010-3000-0002"];
  it.each([
    [{ name: "홍길동", phone: mine }, { name: "홍길동", phone: mine }, "sure: phone, name_same"],
    [{ name: "홍길동", phone: mine }, { name: "홍길둥", phone: mine }, "likely: phone, name_near"],
    [{ name: "홍길동", phone: mine }, { name: "ㅎㄱㄷ", phone: mine }, "likely: phone, name_near"],
    [{ name: "홍길동", phone: mine }, { name: "홍길동대표", phone: mine }, "likely: phone, name_near"],
    [{ name: "홍길동", phone: mine }, { name: "성춘향", phone: mine }, "maybe: phone, name_other"],
    [
      { name: "홍길동", phone: mine, shop: "활빈당" },
      { name: "홍길동", phone: hers, shop: "활 빈 당" },
      "likely: shop, name_same",
    ],
    [
      { name: "홍길동", phone: mine, shop: "활빈당" },
      { name: "홍길둥", phone: hers, shop: "활빈당" },
      "maybe: shop, name_near",
    ],
    [
      { name: "홍길동", phone: mine, shop: "활빈당" },
      { name: "성춘향", phone: hers, shop: "활빈당" },
      undefined,
    ],
    [{ name: "홍길동", phone: mine }, { name: "홍길동", phone: hers }, undefined],
  ])("%o and %o", async (one, other, expected) => {
    const own = await deskOfOwn();
    await called(own, one);
    await called(own, { ...other, whose: "another" });
    expect((await told(own)).map((pair) => pair.split(" ").slice(1).join(" "))).toEqual(
      expected ? [expected] : [],
    );
  });

  it("counts an e-mail address as a number, and a name alone only for one customer", async () => {
    const own = await deskOfOwn();
    const [a, b, c] = [
      await called(own, { name: "황보빛나" }),
      await called(own, { name: "황보빛나" }),
      await called(own, { name: "황보빛내" }),
    ];
    for (const customerId of [a, b])
      await addContactPoint(own, { customerId, channel: "email", address: "b@example.com", label: null });
    expect(await told(own)).toEqual(["황보빛나+황보빛나 sure: email, name_same"]);
    expect(await told(own, c)).toEqual([
      "황보빛나+황보빛내 maybe: name_near",
      "황보빛나+황보빛내 maybe: name_near",
    ]);
    expect(await told(tenant, c)).toEqual([]);
  });
});

test("pairs come in pages, the likeliest first, each once", async () => {
  const own = await deskOfOwn();
  for (let number = 0; number < 16; number += 1) {
    const phone = `010-3100-${String(number).padStart(4, "0")}`;
    for (const name of ["홍길동", "홍길동", "성춘향"]) await called(own, { name, phone, whose: "another" });
  }
  const first = await suggestedPairs(own);
  expect([first.total, first.pairs.length]).toEqual([48, 30]);
  const next = await suggestedPairs(own, { after: first.next ?? "" });
  const all = [...first.pairs, ...next.pairs];
  expect(all.map(({ confidence }) => confidence)).toEqual([
    ...Array.from({ length: 16 }, () => "sure"),
    ...Array.from({ length: 32 }, () => "maybe"),
  ]);
  expect(new Set(all.map(({ one, other }) => `${one.id} ${other.id}`)).size).toBe(48);
});

test("a pair told apart is suggested no more until that is taken back", async () => {
  const own = await deskOfOwn();
  const phone = "010-3200-0001";
  const one = await called(own, { name: "홍길동", phone });
  const other = await called(own, { name: "성춘향", phone, whose: "another" });
  expect(await told(own)).toHaveLength(1);
  await tellApart(own, { oneId: one, otherId: other });
  await tellApart(own, { oneId: other, otherId: one });
  expect([await told(own), await told(own, one)]).toEqual([[], []]);
  expect((await pairsToldApart(own, other)).map(({ by }) => by)).toEqual(["이가람"]);
  await takeBackApart(own, { oneId: other, otherId: one });
  expect(await told(own)).toHaveLength(1);
  expect(await reasonOf(tellApart(own, { oneId: one, otherId: one }))).toBe("merging.sameRecord");
  expect(await reasonOf(tellApart(own, { oneId: one, otherId: newId() }))).toBe("errors.not_found");
});

describe("among six thousand", () => {
  const size = 6000;
  let many: TenantScope;
  let owner: pg.Client;
  beforeAll(async () => {
    many = await deskOfOwn();
    owner = new pg.Client({ connectionString: process.env["DATABASE_URL"] });
    await owner.connect();
    await crowd(owner, many.tenantId, size);
  });
  afterAll(() => owner.end());

  test("one customer's doubles are looked up, and little else is read", async () => {
    const [someone] = (await suggestedPairs(many)).pairs;
    const id = someone?.one.id ?? "";
    const reads = await inTransaction(many, (tx) =>
      readsOf(tx, async () => expect((await suggestedPairs(tx, { of: id })).pairs).not.toEqual([])),
    );
    expect(reads.indexes).toEqual(expect.arrayContaining(["contact_point_digits", "customer_search"]));
    expect(reads.rows + reads.entries).toBeLessThan(size / 2);
  });

  test("those of all are found in one pass over what they share, never by comparing all with all", async () => {
    const reads = await inTransaction(many, (tx) =>
      readsOf(tx, async () => expect((await suggestedPairs(tx)).total).toBeGreaterThan(100)),
    );
    // Each number, address and shop once, and the two of every pair: not six thousand times six thousand.
    expect(reads.rows + reads.entries).toBeLessThan(10 * size);
  });
});
