import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { publishDefinition } from "@/lib/definitions/definitions";
import { mark } from "@/lib/enrollments/attendance";
import { apply } from "@/lib/enrollments/enrollments";
import { applicationTo, courseWithRun } from "@/lib/enrollments/testing/course-with-run";
import { closeDatabase } from "@/lib/platform/database/pool";
import { newId } from "@/lib/platform/ids";
import { closeQueue } from "@/lib/platform/jobs";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { makeTenant as makeStranger, moveClockTo } from "@/lib/platform/testing/tenant";
import { makeTenant } from "@/lib/tenants/tenants";

import { addToGroup, makeGroup } from "../groups/groups";
import { tagCustomer } from "../tags/tags";
import { customerList } from "./customer-list";
import { filterOptions } from "./filter-options";
import { readListAddress, readListQuery } from "./query";
import { tabCounts } from "./tabs";

let owner: TenantScope;
let me: string;
let stranger: TenantScope;
const people: Record<"came" | "applied" | "never" | "old", string> = {
  came: "",
  applied: "",
  never: newId(),
  old: newId(),
};
let courseId: string;
let tagId: string;
let groupId: string;
const fields = { trade: newId(), kind: newId(), open: newId(), seats: newId(), since: newId() };

beforeAll(async () => {
  await moveClockTo("2026-12-01T01:00:00Z");
  ({ owner, membershipId: me } = await makeTenant({
    slug: "list-test",
    name: "목록",
    owner: { email: "list@dangol.test", name: "이가람", password: "long-enough-1" },
  }));
  stranger = await makeStranger();
  const { runId, sessionId, courseId: made } = await courseWithRun(owner);
  courseId = made;
  const ads = { consents: ["collection" as const, "advertising" as const] };
  const came = await apply(owner, applicationTo(runId, 1, { name: "김하나", ...ads }));
  people.came = came.customerId;
  people.applied = (await apply(owner, applicationTo(runId, 2, { name: "Bob 둘" }))).customerId;
  await moveClockTo("2026-12-05T05:10:00Z");
  await mark(owner, { enrollmentId: came.enrollmentId, sessionId, state: "late", means: "tap" });
  await inTransaction(owner, async ({ db, tenantId }) => {
    await db.customer.createMany({
      data: [
        {
          tenantId,
          id: people.never,
          name: "나세",
          createdAt: new Date("2026-12-04T00:00:00Z"),
          assigneeId: me,
        },
        {
          tenantId,
          id: people.old,
          name: "가네",
          createdAt: new Date("2025-01-01T00:00:00Z"),
          shop: "하나네",
        },
        {
          tenantId,
          id: newId(),
          name: "지운",
          createdAt: new Date("2026-12-03T00:00:00Z"),
          erasedAt: new Date("2026-12-04T00:00:00Z"),
        },
      ],
    });
    const field = (id: string, label: string, kind: string, position: number, options: object[] = []) => ({
      tenantId,
      id,
      label,
      kind,
      position,
      options,
      createdAt: new Date(),
    });
    await db.customerField.createMany({
      data: [
        field(fields.trade, "업종", "text", 1),
        field(fields.kind, "종류", "choices", 2, [
          { key: "a", label: "카페", retired: false },
          { key: "b", label: "꽃집", retired: true },
        ]),
        field(fields.open, "영업", "yes_no", 3),
        field(fields.seats, "좌석", "number", 4),
        field(fields.since, "개업", "date", 5),
      ],
    });
    const value = { tenantId, customerId: people.old };
    await db.customerFieldValue.createMany({
      data: [
        { ...value, fieldId: fields.trade, text: "동네 카페" },
        { ...value, fieldId: fields.kind, ordinal: 0, text: "a" },
        { ...value, fieldId: fields.kind, ordinal: 1, text: "b" },
        { ...value, fieldId: fields.open, text: "yes" },
        { ...value, fieldId: fields.seats, number: 12 },
        { ...value, fieldId: fields.since, day: new Date("2026-03-01T00:00:00Z") },
      ],
    });
  });
  tagId = (await tagCustomer(owner, { customerId: people.never, name: "단골" })).id;
  await tagCustomer(owner, { customerId: people.never, name: "새싹" });
  groupId = (await makeGroup(owner, { name: "봄 모임" })).id;
  await addToGroup(owner, { customerId: people.old, groupId });
  await publishDefinition(owner, {
    kind: "segment",
    key: "regulars",
    title: "온 적 있는 분",
    body: { condition: { fact: "attendance.attended", is: "gte", value: 1 } },
  });
});
afterAll(async () => {
  await closeQueue();
  await closeDatabase();
});

const listed = async (address: string, tenant = owner) => customerList(tenant, readListAddress(address));
const names = async (address: string, tenant?: TenantScope) =>
  (await listed(address, tenant)).customers.map(({ name }) => name);

describe("filters", () => {
  test.each<[string, () => string, string[]]>([
    ["everybody, the newest first; erased ones are gone", () => "", ["나세", "Bob 둘", "김하나", "가네"]],
    ["by name: capitals, then 가나다", () => "sort=name", ["Bob 둘", "가네", "김하나", "나세"]],
    ["the oldest first", () => "sort=oldest", ["가네", "김하나", "Bob 둘", "나세"]],
    ["tag", () => `tag=${tagId}`, ["나세"]],
    ["group", () => `group=${groupId}`, ["가네"]],
    ["both at once", () => `group=${groupId}&tag=${tagId}`, []],
    ["segment", () => "segment=regulars", ["김하나"]],
    ["a segment that is gone", () => "segment=gone", []],
    ["mine", () => "responsible=me", ["나세"]],
    ["a member's", () => `responsible=${me}`, ["나세"]],
    ["nobody's", () => "responsible=nobody", ["Bob 둘", "김하나", "가네"]],
    ["consented to texts", () => "consent=yes", ["김하나"]],
    ["did not", () => "consent=no", ["나세", "Bob 둘", "가네"]],
    ["came", () => "came=yes", ["김하나"]],
    ["never came", () => "came=never", ["나세", "Bob 둘", "가네"]],
    ["applied to a course", () => `course=${courseId}&sort=name`, ["Bob 둘", "김하나"]],
    ["added this week", () => "added=7", ["나세", "Bob 둘", "김하나"]],
    ["without a number", () => "phone=none", ["나세", "가네"]],
    ["with one", () => "phone=some&sort=name", ["Bob 둘", "김하나"]],
    ["own text", () => `field-${fields.trade}=카페`, ["가네"]],
    ["own choice of several", () => `field-${fields.kind}=b`, ["가네"]],
    ["own yes", () => `field-${fields.open}=yes`, ["가네"]],
    ["own no", () => `field-${fields.open}=no`, []],
    ["own number, at least", () => `field-${fields.seats}=12`, ["가네"]],
    ["own number, too few", () => `field-${fields.seats}=13`, []],
    ["own day, from", () => `field-${fields.since}=2026-03-01`, ["가네"]],
    ["own day, later", () => `field-${fields.since}=2026-03-02`, []],
    ["a field that is not there", () => `field-${newId()}=x`, []],
    ["words, best first", () => "q=하나", ["김하나", "가네"]],
    ["words and a filter", () => `q=하나&group=${groupId}`, ["가네"]],
  ])("%s", async (_, address, expected) => {
    const list = await listed(address());
    expect(list.customers.map(({ name }) => name)).toEqual(expected);
    expect(list.total).toBe(expected.length);
  });

  test("another tenant sees none of it", async () => {
    expect(await names("", stranger)).toEqual([]);
    expect(await names(`tag=${tagId}`, stranger)).toEqual([]);
    expect(await names("segment=regulars", stranger)).toEqual([]);
    expect(await tabCounts(stranger, ["", `tag=${tagId}`])).toEqual(
      new Map([
        ["", 0],
        [`tag=${tagId}`, 0],
      ]),
    );
    expect(await filterOptions(stranger)).toEqual({
      tags: [],
      groups: [],
      segments: [],
      courses: [],
      fields: [],
    });
  });
});

describe("columns", () => {
  test("are read for the rows shown, own fields too", async () => {
    const all = ["shop", "phone", "tags", "groups", "course", "applications", "visits", "responsible"];
    const show = [...all, ...Object.values(fields).map((id) => `field-${id}`)];
    const { customers } = await customerList(owner, readListQuery({ show }));
    const one = (id: string) => customers.find((line) => line.id === id);
    expect(one(people.came)).toMatchObject({
      phone: "+821010000001",
      lastCourse: "혼자서도 되는 동네 마케팅",
      applications: 1,
      visits: 1,
    });
    expect(one(people.applied)).toMatchObject({ applications: 1, visits: 0 });
    expect(one(people.never)).toMatchObject({ tags: ["단골", "새싹"], responsible: "이가람", phone: null });
    expect(one(people.old)).toMatchObject({
      groups: ["봄 모임"],
      fields: {
        [fields.trade]: ["동네 카페"],
        [fields.kind]: ["a", "b"],
        [fields.seats]: [12],
        [fields.since]: ["2026-03-01"],
      },
    });
  });

  test("what is not shown is not asked for", async () => {
    const { customers } = await customerList(owner, readListQuery({ show: "shop" }));
    expect(customers.find(({ id }) => id === people.came)).toMatchObject({ phone: null, visits: 0 });
  });
});

test("tabs count as their lists do", async () => {
  const addresses = ["", "responsible=me", `tag=${tagId}`, "came=never", "q=하나"];
  const counts = await tabCounts(owner, addresses);
  for (const address of addresses.slice(0, 4))
    expect(counts.get(address)).toBe((await listed(address)).total);
  expect(counts.has("q=하나")).toBe(false);
});

test("filters offer what there is", async () => {
  const options = await filterOptions(owner);
  expect(options.tags.map(({ name }) => name)).toEqual(["단골", "새싹"]);
  expect(options.segments).toEqual([{ id: "regulars", name: "온 적 있는 분" }]);
  expect(options.fields.map(({ label }) => label)).toEqual(["업종", "종류", "영업", "좌석", "개업"]);
  expect(options.fields[1]?.options).toEqual([
    { key: "a", label: "카페", retired: false },
    { key: "b", label: "꽃집", retired: true },
  ]);
});

test("many of one name are read page by page under a filter, in every order, without gap or double", async () => {
  await inTransaction(owner, async ({ db, tenantId, now }) => {
    const ids = Array.from({ length: 130 }, newId);
    await db.customer.createMany({
      data: ids.map((id, place) => ({
        tenantId,
        id,
        name: place % 3 ? "동명이인" : "한 사람",
        createdAt: now,
      })),
    });
    await db.customerTag.createMany({
      data: ids.map((customerId) => ({ tenantId, customerId, tagId, taggedAt: now })),
    });
  });
  for (const address of [
    `tag=${tagId}`,
    `tag=${tagId}&sort=name`,
    `tag=${tagId}&sort=oldest`,
    "q=동명이인&added=7",
  ]) {
    const query = readListAddress(address);
    const seen: string[] = [];
    let after: string | undefined;
    let total = 0;
    do {
      const page = await customerList(owner, query, after);
      total = page.total;
      seen.push(...page.customers.map(({ id }) => id));
      after = page.next ?? undefined;
    } while (after);
    expect(total).toBeGreaterThan(60);
    expect(seen).toHaveLength(total);
    expect(new Set(seen).size).toBe(total);
  }
});
