import { beforeEach, expect, test } from "vitest";
import { recogniseAndLock } from "@/lib/customers/recognise";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { makeTenant } from "@/lib/platform/testing/tenant";

import { changeFromRows, lookUp, makeFromRows, previewOfRows, whyInRows } from "./building";
import type { Comparison, GroupNode, RowNode } from "./comparisons";
import { segmentOf } from "./segments";

let tenant: TenantScope;
beforeEach(async () => {
  tenant = await makeTenant();
});

const line = (fact: string, compare: Comparison, value: string): RowNode => ({
  kind: "row",
  fact,
  compare,
  value,
  values: [],
});
const all = (...parts: GroupNode["parts"]): GroupNode => ({ kind: "group", mode: "all", parts });
const cafes = all(line("customer.trade", "is", "카페"));

const person = (name: string, trade: string, last: string) =>
  inTransaction(tenant, (tx) =>
    recogniseAndLock(tx, {
      name,
      trade,
      phone: { e164: `+82101234${last}`, canReceiveTexts: true, legacy: false },
    }),
  );

test("lines become a segment, and unfinished ones are refused with their number, nothing written", async () => {
  const unfinished = all(line("customer.trade", "is", ""), line("", "contains", ""));
  await expect(makeFromRows(tenant, { name: "카페", rows: unfinished })).rejects.toMatchObject({
    reason: "segments.unfinished",
    details: { count: 2 },
  });
  await expect(makeFromRows(tenant, { name: "카페", rows: all() })).rejects.toMatchObject({
    reason: "segments.nothingAsked",
  });
  const made = await makeFromRows(tenant, { name: "카페", rows: cafes });
  expect(made.condition).toEqual({ fact: "customer.trade", is: "eq", value: "카페" });
});

test("whoever saves second is told what was saved meanwhile; saving again with its number keeps theirs", async () => {
  const made = await makeFromRows(tenant, { name: "카페", rows: cafes });
  const given = { id: made.id, rowVersion: made.rowVersion };
  expect(await changeFromRows(tenant, { ...given, name: "카페 손님", rows: cafes })).toBeNull();
  const mine = { ...given, name: "내 카페", rows: all(line("customer.name", "contains", "김")) };
  const meanwhile = await changeFromRows(tenant, mine);
  expect(meanwhile).toMatchObject({ name: "카페 손님", sentence: "업종이 ‘카페’인 고객" });
  expect(await segmentOf(tenant, made.id)).toMatchObject({ name: "카페 손님" });
  const rowVersion = meanwhile?.rowVersion ?? 0;
  expect(await changeFromRows(tenant, { ...mine, rowVersion })).toBeNull();
  expect(await segmentOf(tenant, made.id)).toMatchObject({ name: "내 카페", version: 2 });
});

test("while it is built: count, samples, sentence and reasons follow the finished lines", async () => {
  const kim = await person("김영희", "카페", "0001");
  const park = await person("박준호", "공방", "0002");
  const rows = all(line("customer.trade", "is", "카페"), line("customer.tags", "has", ""));
  expect(await previewOfRows(tenant, { rows })).toMatchObject({
    count: 1,
    samples: [{ id: kim.id, name: "김영희", trade: "카페" }],
    sentence: "업종이 ‘카페’인 고객",
    unfinished: 1,
  });
  expect(await previewOfRows(tenant, { rows: all() })).toMatchObject({ count: 2, sentence: "모든 고객" });
  expect(await whyInRows(tenant, { rows, customerId: park.id })).toMatchObject({
    holds: false,
    reasons: [{ statement: "업종이 ‘카페’가 아니에요", actual: "공방" }],
  });
  expect((await lookUp(tenant, { search: "0002" })).map(({ id }) => id)).toEqual([park.id]);
});
