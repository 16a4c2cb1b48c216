import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeDatabase } from "@/lib/platform/database/pool";
import { newId } from "@/lib/platform/ids";
import { closeQueue } from "@/lib/platform/jobs";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { makeTenant, moveClockTo } from "@/lib/platform/testing/tenant";

import { addCustomer } from "../customer-page-changes";
import type { CustomerLine } from "../list/lines";
import { tagCustomer } from "../tags/tags";
import { beginExport, exportCount, exportedLines } from "./export";
import { exportInput } from "./schema";

const many = 2_350;
let tenant: TenantScope;
let stranger: TenantScope;
let tagId: string;
let one: string;

beforeAll(async () => {
  await moveClockTo("2026-12-01T01:00:00Z");
  tenant = { ...(await makeTenant()), actor: { kind: "member", id: newId(), name: "이가람" } };
  stranger = await makeTenant();
  const typed = { name: "=HYPERLINK", phone: "010-1000-0001", shop: "봉평메밀", note: "남몰래 적은 말" };
  one = (await addCustomer(tenant, typed)).id;
  tagId = (await tagCustomer(tenant, { customerId: one, name: "단골" })).id;
  await inTransaction(tenant, ({ db, tenantId, now }) =>
    db.customer.createMany({
      data: Array.from({ length: many - 1 }, (_, place) => ({
        tenantId,
        id: newId(),
        name: `고객 ${place}`,
        createdAt: now,
      })),
    }),
  );
});
afterAll(async () => {
  await closeQueue();
  await closeDatabase();
});

const everybody = { all: many, query: "" };
async function pagesOf(scope: TenantScope, selection: { all?: number; query: string; ids?: string[] }) {
  const pages: CustomerLine[][] = [];
  for await (const page of exportedLines(scope, { all: undefined, ...selection }, [])) pages.push(page);
  return pages;
}
const recorded = (scope = tenant) =>
  inTransaction(scope, async ({ db }) =>
    (await db.event.findMany({ where: { type: "customers.exported" }, orderBy: { id: "asc" } })).map(
      ({ payload, actorName, occurredAt }) => ({ payload, actorName, occurredAt }),
    ),
  );

describe("an export", () => {
  test("asks for a reason", () => {
    expect(exportInput.safeParse({ ...everybody, reason: " " }).success).toBe(false);
    expect(exportInput.safeParse(everybody).success).toBe(false);
    expect(exportInput.safeParse({ ...everybody, reason: "세무사 전달" }).success).toBe(true);
  });

  test("is on record before the first line leaves: who, when, from where, why, how many, which (row 44)", async () => {
    const selection = { query: `after=x&tag=${tagId}`, all: 1 };
    expect(await exportCount(tenant, selection)).toBe(1);
    expect(await beginExport(tenant, { ...selection, reason: "세무사 전달" }, "192.0.2.7")).toEqual({
      count: 1,
      now: new Date("2026-12-01T01:00:00Z"),
      fields: [],
    });
    expect(await recorded()).toEqual([
      {
        actorName: "이가람",
        occurredAt: new Date("2026-12-01T01:00:00Z"),
        payload: { count: 1, reason: "세무사 전달", filter: `tag=${tagId}`, network: "192.0.2.7" },
      },
    ]);
  });

  test("is refused, unrecorded, when others fit than were shown or nobody does", async () => {
    const begun = (selection: { all?: number; query: string; ids?: string[] }, scope = tenant) =>
      beginExport(scope, { all: undefined, ...selection, reason: "x" }, "192.0.2.7");
    await expect(begun({ all: many - 1, query: "" })).rejects.toMatchObject({
      reason: "customerList.countChanged",
      details: { count: many },
    });
    await expect(begun({ query: "", ids: [newId()] })).rejects.toMatchObject({ kind: "invalid" });
    await expect(begun({ query: "", ids: [one] }, stranger)).rejects.toMatchObject({ kind: "invalid" });
    expect(await recorded()).toHaveLength(1);
    expect(await recorded(stranger)).toEqual([]);
  });

  test("comes in pages, everybody once, and never more than a page at a time", async () => {
    const pages = await pagesOf(tenant, everybody);
    expect(pages.map((page) => page.length)).toEqual([1000, 1000, 350]);
    expect(new Set(pages.flat().map(({ id }) => id)).size).toBe(many);
  });

  test("holds what was chosen, without notes", async () => {
    const [lines] = await pagesOf(tenant, { query: "", ids: [one, newId()] });
    expect(lines).toHaveLength(1);
    expect(lines?.[0]).toMatchObject({ name: "=HYPERLINK", shop: "봉평메밀", tags: ["단골"] });
    expect(JSON.stringify(lines)).not.toContain("남몰래");
    expect(await pagesOf(stranger, { query: "", ids: [one] })).toEqual([]);
    expect(await pagesOf(stranger, everybody)).toEqual([]);
  });
});
