import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeDatabase } from "@/lib/platform/database/pool";
import { newId } from "@/lib/platform/ids";
import { closeQueue } from "@/lib/platform/jobs";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { makeTenant, moveClockTo } from "@/lib/platform/testing/tenant";

import { addCustomer } from "../customer-page-changes";
import { addField, retireField } from "../fields/field-changes";
import { fieldsOf, putFieldValues } from "../fields/fields";
import type { CustomerLine } from "../list/lines";
import { plainColumns, usualColumns } from "../list/query";
import { tagCustomer } from "../tags/tags";
import { beginExport, exportCount, exportedLines } from "./export";
import { exportInput } from "./schema";
import { writtenAs } from "./written";

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
  for await (const page of exportedLines(scope, { all: undefined, ...selection }, plainColumns))
    pages.push(page);
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
    const given = exportInput.parse({ ...selection, reason: "세무사 전달", format: "xlsx", extent: "shown" });
    expect(await beginExport(tenant, given, "192.0.2.7")).toEqual({
      count: 1,
      now: new Date("2026-12-01T01:00:00Z"),
      columns: usualColumns,
      fields: [],
    });
    expect(await recorded()).toEqual([
      {
        actorName: "이가람",
        occurredAt: new Date("2026-12-01T01:00:00Z"),
        payload: {
          count: 1,
          reason: "세무사 전달",
          filter: `tag=${tagId}`,
          network: "192.0.2.7",
          format: "xlsx",
          columns: usualColumns,
        },
      },
    ]);
  });

  test("is refused, unrecorded, when others fit than were shown or nobody does", async () => {
    const begun = (selection: { all?: number; query: string; ids?: string[] }, scope = tenant) =>
      beginExport(scope, exportInput.parse({ ...selection, reason: "x" }), "192.0.2.7");
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

  test("shows what the list shows, or everything, fields of the business's own too", async () => {
    const own = { ...(await makeTenant()), actor: tenant.actor };
    await addField(own, { label: "직원 수", kind: "number" });
    const opened = await addField(own, { label: "개업일", kind: "date" });
    const { id } = await addCustomer(own, {
      name: "최겨울",
      phone: "010-1000-0009",
      shop: null,
      note: null,
    });
    await inTransaction(own, async (tx) => {
      const fields = await fieldsOf(tx);
      await putFieldValues(
        tx,
        id,
        fields.map((field) => ({ field, value: field.kind === "number" ? 3 : "2020-02-29" })),
      );
    });
    const headsAndCells = async (query: string, extent: "shown" | "all") => {
      const given = exportInput.parse({ query, ids: [id], reason: "x", extent });
      const { columns, fields } = await beginExport(own, given, "192.0.2.7");
      const { head, row } = writtenAs(columns, fields, { zone: "Asia/Seoul", locale: "ko" });
      for await (const [line] of exportedLines(own, given, columns)) if (line) return [head, row(line)];
      return [];
    };
    expect(await headsAndCells(`show=phone&show=field-${opened.id}&show=since`, "shown")).toEqual([
      ["이름", "전화번호", "개업일", "등록"],
      ["최겨울", "010-1000-0009", { day: "2020-02-29" }, { day: "2026-12-01" }],
    ]);
    const [head, cells] = await headsAndCells("show=phone", "all");
    expect(head).toHaveLength(1 + plainColumns.length + 2);
    expect(cells).toContainEqual(3);
    await retireField(own, opened);
    expect(await headsAndCells(`show=field-${opened.id}`, "shown")).toEqual([["이름"], ["최겨울"]]);
  });
});
