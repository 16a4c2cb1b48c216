import { beforeEach, expect, test } from "vitest";
import { newId } from "@/lib/platform/ids";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { makeTenant } from "@/lib/platform/testing/tenant";
import type { Condition } from "@/lib/rules/rules";

import { countOf, membersOf, samplesOf } from "./found";
import { changeSegment, makeSegment, retireSegment, segmentOf, segmentsOf } from "./segments";
import { previewOf, whyIn } from "./why";

let tenant: TenantScope;
beforeEach(async () => {
  tenant = await makeTenant();
});

const cafes: Condition = { fact: "customer.trade", is: "eq", value: "카페" };

async function customers(count: number, trade: string, scope = tenant): Promise<string[]> {
  return inTransaction(scope, async (tx) => {
    const ids = Array.from({ length: count }, newId);
    await tx.db.customer.createMany({
      data: ids.map((id, at) => ({
        tenantId: tx.tenantId,
        id,
        name: `손님 ${at}`,
        trade,
        createdAt: new Date(tx.now.getTime() + at),
      })),
    });
    return ids;
  });
}

test("a segment is made, renamed without a new version, changed into one, and keeps its address", async () => {
  const made = await makeSegment(tenant, { name: "카페 사장님", condition: cafes });
  expect(made).toMatchObject({ name: "카페 사장님", condition: cafes, version: 1 });
  const renamed = await changeSegment(tenant, { ...made, name: "카페" });
  expect(renamed).toMatchObject({ id: made.id, name: "카페", version: 1 });
  const condition: Condition = { not: cafes };
  const changed = await changeSegment(tenant, { ...renamed, condition });
  expect(changed).toMatchObject({ id: made.id, condition, version: 2 });
  expect(await segmentsOf(tenant)).toEqual([changed]);
  expect(await segmentOf(tenant, made.id)).toEqual(changed);
});

test("the second of two editors is refused and nothing is overwritten; control: the first version's number is what tells", async () => {
  const made = await makeSegment(tenant, { name: "카페", condition: cafes });
  const first = await changeSegment(tenant, { ...made, condition: { all: [] } });
  await expect(changeSegment(tenant, { ...made, condition: { any: [] } })).rejects.toMatchObject({
    kind: "conflict",
    reason: "definitions.changedMeanwhile",
  });
  expect(await segmentOf(tenant, made.id)).toEqual(first);
  await changeSegment(tenant, { ...first, condition: { any: [] } });
  expect((await segmentOf(tenant, made.id)).version).toBe(3);
});

test("two segments never have one name; a retired one is gone until it is brought back", async () => {
  const made = await makeSegment(tenant, { name: "카페", condition: cafes });
  const again = makeSegment(tenant, { name: "카페", condition: { all: [] } });
  await expect(again).rejects.toMatchObject({ reason: "segments.sameName" });
  await retireSegment(tenant, { id: made.id, retired: true });
  expect(await segmentsOf(tenant)).toEqual([]);
  await expect(segmentOf(tenant, made.id)).rejects.toMatchObject({ kind: "not_found" });
  await expect(changeSegment(tenant, made)).rejects.toMatchObject({ kind: "not_found" });
  const other = await makeSegment(tenant, { name: "카페", condition: { all: [] } });
  await expect(retireSegment(tenant, { id: made.id, retired: false })).rejects.toMatchObject({
    reason: "segments.sameName",
  });
  await retireSegment(tenant, { id: other.id, retired: true });
  await retireSegment(tenant, { id: made.id, retired: false });
  expect((await segmentsOf(tenant)).map(({ id }) => id)).toEqual([made.id]);
});

test("counts, ten samples newest first, and every member once, a page at a time", async () => {
  const ids = await customers(25, "카페");
  await customers(5, "음식점");
  await customers(3, "카페", await makeTenant());
  expect(await countOf(tenant, cafes)).toBe(25);
  expect((await samplesOf(tenant, cafes)).map(({ id }) => id)).toEqual(ids.toReversed().slice(0, 10));
  const pages: string[][] = [];
  for (let after: string | undefined; pages.at(-1)?.length !== 0; after = pages.at(-1)?.at(-1))
    pages.push(await membersOf(tenant, cafes, { after, atMost: 10 }));
  expect(pages.map((page) => page.length)).toEqual([10, 10, 5, 0]);
  expect(pages.flat()).toEqual(ids.toSorted());
});

test("erased customers are in no segment", async () => {
  const [id] = await customers(1, "카페");
  await inTransaction(tenant, (tx) =>
    tx.db.customer.updateMany({ where: { id: id as string }, data: { erasedAt: tx.now } }),
  );
  expect(await countOf(tenant, cafes)).toBe(0);
  await expect(whyIn(tenant, cafes, id as string)).rejects.toMatchObject({ kind: "not_found" });
});

test("why somebody is in it and somebody else is not, in words", async () => {
  const [cafe] = await customers(1, "카페");
  const [other] = await customers(1, "음식점");
  const condition: Condition = {
    all: [cafes, { not: { fact: "customer.tags", is: "exists", value: true } }],
  };
  expect(await whyIn(tenant, condition, cafe as string)).toMatchObject({
    holds: true,
    reasons: [
      { statement: "업종이 ‘카페’예요", actual: "카페" },
      { statement: "태그가 없어요", actual: null },
    ],
  });
  expect(await whyIn({ ...tenant, locale: "en" }, condition, other as string)).toMatchObject({
    holds: false,
    reasons: [{ statement: "Their trade is not ‘카페’", actual: "음식점" }],
  });
  const stranger = await makeTenant();
  await expect(whyIn(stranger, condition, cafe as string)).rejects.toMatchObject({ kind: "not_found" });
});

test("a preview says how many, who and what, and keeps a field that was retired", async () => {
  const fieldId = newId();
  await customers(2, "카페");
  await inTransaction(tenant, (tx) =>
    tx.db.customerField.create({
      data: {
        tenantId: tx.tenantId,
        id: fieldId,
        label: "기수",
        kind: "number",
        position: 1,
        retiredAt: tx.now,
        createdAt: tx.now,
      },
    }),
  );
  const condition: Condition = {
    all: [cafes, { not: { fact: `field.${fieldId}`, is: "exists", value: true } }],
  };
  const preview = await previewOf(tenant, condition);
  expect(preview).toMatchObject({ count: 2, sentence: "업종이 ‘카페’이고, 기수가 없는 고객" });
  expect(preview.samples).toHaveLength(2);
});
