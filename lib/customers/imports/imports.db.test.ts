import { readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import iconv from "iconv-lite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeDatabase } from "@/lib/platform/database/pool";
import { newId } from "@/lib/platform/ids";
import { closeQueue } from "@/lib/platform/jobs";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { makeTenant, moveClockTo } from "@/lib/platform/testing/tenant";

import { channelConsents } from "../consents";
import { addCustomer } from "../customer-page-changes";
import { searchCustomers } from "../search";
import { applyPortion } from "./applying";
import {
  beginImport,
  bringIn,
  chooseRow,
  dropImport,
  importRows,
  importSummary,
  mapImport,
  undoWholeImport,
} from "./imports";
import type { Mapping, Policy } from "./schema";
import { workOnImport } from "./work";

let tenant: TenantScope;

beforeAll(async () => {
  await moveClockTo("2026-12-01T01:00:00Z");
  tenant = { ...(await makeTenant()), actor: { kind: "member", id: newId(), name: "이가람" } };
});
afterAll(async () => {
  await closeQueue();
  await closeDatabase();
});

const bytes = (text: string) => new Uint8Array(iconv.encode(text, "cp949"));

/** Read and mapped as guessed; the dry run is made. */
async function checked(
  text: string | Uint8Array<ArrayBuffer>,
  policy: Policy = "ask",
  scope = tenant,
): Promise<string> {
  const { id } = await beginImport(scope, {
    fileName: "고객.csv",
    bytes: typeof text === "string" ? bytes(text) : text,
  });
  await workOnImport(scope, id);
  const { mapping, version } = await importSummary(scope, id);
  await mapImport(scope, { id, version, ...(mapping as Mapping), policy });
  await workOnImport(scope, id);
  return id;
}
/** What a page shows of it: the file and the version that is looked at. */
const shown = async (id: string, scope: TenantScope) => ({
  id,
  version: (await importSummary(scope, id)).version,
});
async function broughtIn(
  text: string | Uint8Array<ArrayBuffer>,
  policy: Policy = "ask",
  scope = tenant,
): Promise<string> {
  const id = await checked(text, policy, scope);
  await bringIn(scope, await shown(id, scope));
  await workOnImport(scope, id);
  return id;
}
const undone = async (id: string, scope = tenant) => {
  await undoWholeImport(scope, { id });
  await workOnImport(scope, id);
};
const totals = async (id: string, scope = tenant) => (await importSummary(scope, id)).totals;
const customers = (scope = tenant) =>
  inTransaction(scope, ({ db }) => db.customer.findMany({ orderBy: { name: "asc" } }));
const found = async (typed: string) => {
  const [hit] = (await searchCustomers(tenant, typed)).hits;
  return inTransaction(tenant, ({ db }) =>
    db.customer.findFirst({
      where: { id: hit?.id ?? newId() },
      include: { contactPoints: true, tags: { include: { tag: true } } },
    }),
  );
};

/** Everything of a tenant that an import may touch, to compare before and after. */
const everything = (scope: TenantScope) =>
  inTransaction(scope, async ({ db }) => ({
    customers: (await db.customer.findMany({ orderBy: { id: "asc" } })).map(({ version: _, ...row }) => row),
    points: await db.contactPoint.findMany({ orderBy: { id: "asc" } }),
    shops: await db.customerShop.findMany({ orderBy: { shopId: "asc" } }),
    tags: await db.customerTag.findMany({ orderBy: { tagId: "asc" } }),
    notes: await db.customerNote.findMany({ orderBy: { id: "asc" } }),
    values: await db.customerFieldValue.findMany({ orderBy: { fieldId: "asc" } }),
    consents: await db.consent.findMany({ orderBy: { id: "asc" } }),
  }));

describe("the list of an Excel file", () => {
  const file = new Uint8Array(
    readFileSync(path.join(import.meta.dirname, "testing/customers-excel-cp949.csv")),
  );

  test("comes in whole, sends nothing, and goes again as if it had never been", async () => {
    const scope = await makeTenant();
    const before = await everything(scope);
    const id = await checked(file, "ask", scope);
    expect(await everything(scope)).toEqual(before);
    const dry = await totals(id, scope);
    expect(dry).toEqual({ create: 252, update: 0, skip: 0, conflict: 0, refuse: 0 });
    await bringIn(scope, await shown(id, scope));
    await workOnImport(scope, id);
    expect(await totals(id, scope)).toEqual(dry);
    expect(await importSummary(scope, id)).toMatchObject({
      state: "done",
      rows: 252,
      progress: 252,
      encoding: "cp949",
    });
    const sent = await inTransaction(scope, async ({ db }) => [
      await db.message.count(),
      await db.enrollment.count(),
      await db.event.count({ where: { type: { startsWith: "consent." } } }),
    ]);
    expect(sent).toEqual([0, 0, 0]);

    // The same file once more has nothing new.
    const again = await broughtIn(file, "ask", scope);
    expect(await totals(again, scope)).toMatchObject({ create: 0, update: 0, skip: 252 });
    await undone(again, scope);
    await undone(id, scope);
    expect(await importSummary(scope, id)).toMatchObject({ state: "undone", stayed: 0 });
    expect(await everything(scope)).toEqual(before);
    const rows = await inTransaction(scope, ({ db }) =>
      db.customerImportRow.findMany({ where: { importId: id } }),
    );
    expect(rows).toHaveLength(253);
    expect(rows.filter(({ cells }) => cells.length > 0)).toEqual([]);
  });

  test("what the file says of consent is the owner's claim, and no consent", async () => {
    const scope = await makeTenant();
    await broughtIn(file, "ask", scope);
    await inTransaction(scope, async (tx) => {
      const ledger = await tx.db.consent.findMany();
      expect(
        new Set(ledger.map(({ basis, source, sourcePage }) => [basis, source, sourcePage].join())),
      ).toEqual(new Set(["claimed,import,고객.csv"]));
      expect(Object.groupBy(ledger, ({ given }) => String(given))).toMatchObject({
        true: { length: 137 },
        false: { length: 58 },
      });
      const ids = ledger.map(({ customerId }) => customerId);
      const standing = [...(await channelConsents(tx, ids, "sms")).values()];
      expect(standing.filter(({ advertising }) => advertising === "given")).toEqual([]);
      // Control: the same words by the person would count.
      await tx.db.consent.createMany({
        data: ledger.slice(0, 1).map((row) => ({
          ...row,
          id: newId(),
          given: true,
          basis: "given",
          occurredAt: new Date(tx.now.getTime() + 1000),
        })),
      });
      expect((await channelConsents(tx, ids.slice(0, 1), "sms")).get(ids[0] ?? "")?.advertising).toBe(
        "given",
      );
    });
  });
});

describe("who is known already", () => {
  const header = "이름,전화번호,업종,상호,메모\n";

  test("blanks are filled; what differs waits for a person, and each choice does what it says", async () => {
    for (const n of [1, 2, 3, 4])
      await addCustomer(tenant, { name: `박하나${n}`, phone: `010-7777-000${n}`, shop: null, note: null });
    await inTransaction(tenant, ({ db }) =>
      db.customer.updateMany({ where: { name: { startsWith: "박하나" } }, data: { trade: "카페" } }),
    );
    const rows = [1, 2, 3, 4].map((n) => `박하나${n},010-7777-000${n},꽃집,봄상회${n},\n`).join("");
    const id = await checked(`${header}${rows}최새봄,010-7777-0009,,,\n`);
    expect(await totals(id)).toEqual({ create: 1, update: 0, skip: 0, conflict: 4, refuse: 0 });
    const [first] = await importRows(tenant, id, { verdict: "conflict" });
    expect(first).toMatchObject({
      line: 2,
      reason: "imports.row.differs",
      differences: [{ field: "trade", ours: "카페", theirs: "꽃집" }],
    });
    await chooseRow(tenant, { id, line: 2, choice: "theirs" });
    await chooseRow(tenant, { id, line: 3, choice: "ours" });
    await chooseRow(tenant, { id, line: 4, choice: "blanks" });
    await bringIn(tenant, await shown(id, tenant));
    await workOnImport(tenant, id);
    const known = async (n: number) => {
      const customer = await found(`박하나${n}`);
      return [customer?.trade, customer?.shop];
    };
    expect(await Promise.all([1, 2, 3, 4].map(known))).toEqual([
      ["꽃집", "봄상회1"],
      ["카페", null],
      ["카페", "봄상회3"],
      ["카페", null],
    ]);
    expect(await totals(id)).toEqual({ create: 1, update: 2, skip: 1, conflict: 1, refuse: 0 });
    await undone(id);
    expect(await Promise.all([1, 2, 3, 4].map(known))).toEqual(Array(4).fill(["카페", null]));
    expect(await found("최새봄")).toBeNull();
  });

  test("two rows with one number and two names: one customer, and a question (row 51)", async () => {
    const id = await checked(`${header}하늘,010-5555-0001,,,\n바다,010-5555-0001,,,\n`);
    expect(await totals(id)).toEqual({ create: 1, update: 0, skip: 0, conflict: 1, refuse: 0 });
    const [row] = await importRows(tenant, id, { verdict: "conflict" });
    expect(row).toMatchObject({ line: 3, reason: "imports.row.otherName" });
    await chooseRow(tenant, { id, line: 3, choice: "new" });
    await bringIn(tenant, await shown(id, tenant));
    await workOnImport(tenant, id);
    expect(await totals(id)).toMatchObject({ create: 2, conflict: 0 });
    const points = await inTransaction(tenant, ({ db }) =>
      db.contactPoint.findMany({ where: { address: "+821055550001" }, select: { recognised: true } }),
    );
    expect(points.map(({ recognised }) => recognised).sort()).toEqual([false, true]);
  });

  test.each([
    ["theirs", "꽃집"],
    ["ours", "카페"],
    ["blanks", "카페"],
  ] as const)("by the policy %s nobody is asked", async (policy, trade) => {
    const scope = await makeTenant();
    await broughtIn(`${header}김유정,010-3333-0001,카페,,\n`, "ask", scope);
    const id = await broughtIn(`${header}김유정,010-3333-0001,꽃집,봄상회,\n`, policy, scope);
    const [customer] = await customers(scope);
    expect(customer).toMatchObject({ trade, shop: policy === "ours" ? null : "봄상회" });
    expect((await totals(id, scope)).conflict).toBe(0);
    await undone(id, scope);
    expect((await customers(scope))[0]).toMatchObject({ trade: "카페", shop: null });
  });

  test("an edit after the dry run is not overwritten unseen", async () => {
    const scope = await makeTenant();
    await broughtIn(`${header}김유정,010-3333-0001,,,\n`, "ask", scope);
    const id = await checked(`${header}김유정,010-3333-0001,꽃집,,\n`, "ask", scope);
    expect((await totals(id, scope)).update).toBe(1);
    await inTransaction(scope, ({ db }) => db.customer.updateMany({ data: { trade: "서점" } }));
    await bringIn(scope, await shown(id, scope));
    await workOnImport(scope, id);
    expect((await customers(scope))[0]?.trade).toBe("서점");
    expect(await totals(id, scope)).toMatchObject({ update: 0, conflict: 1 });
  });
});

describe("taking back", () => {
  test("leaves what was done since, and says why", async () => {
    const scope = { ...(await makeTenant()), actor: tenant.actor };
    const id = await broughtIn("이름,전화번호\n남는이,010-1111-0001\n가는이,010-1111-0002\n", "ask", scope);
    const [, stays] = await customers(scope);
    await inTransaction(scope, ({ db, tenantId, now }) =>
      db.task.create({
        data: { tenantId, id: newId(), title: "전화", customerId: stays?.id ?? null, createdAt: now },
        select: { id: true },
      }),
    );
    await undone(id, scope);
    expect((await customers(scope)).map(({ name }) => name)).toEqual(["남는이"]);
    expect(await importRows(scope, id, { stayed: true })).toMatchObject([
      { line: 2, stays: ["imports.stays.task"] },
    ]);
    expect((await importSummary(scope, id)).stayed).toBe(1);
  });

  test("only what was brought in, once", async () => {
    const id = await checked("이름,전화번호\n누구,010-1111-0003\n");
    await expect(undoWholeImport(tenant, { id })).rejects.toMatchObject({ reason: "imports.notNow" });
    await dropImport(tenant, { id });
    await expect(importSummary(tenant, id)).rejects.toMatchObject({ kind: "not_found" });
    await expect(bringIn(await makeTenant(), { id, version: 1 })).rejects.toMatchObject({
      reason: "imports.notNow",
    });
  });
});

test("a worker that dies in the middle loses and doubles nothing", async () => {
  const scope = await makeTenant();
  const rows = Array.from(
    { length: 700 },
    (_, n) => `사람${n},010-2000-${String(n).padStart(4, "0")}\n`,
  ).join("");
  const id = await checked(`이름,전화번호\n${rows}`, "ask", scope);
  await bringIn(scope, await shown(id, scope));
  expect(await applyPortion(scope, id, 0)).toBe(501);
  expect(await inTransaction(scope, ({ db }) => db.customer.count())).toBe(500);
  // The next worker begins with the job again, and a third one beside it.
  await Promise.all([workOnImport(scope, id), workOnImport(scope, id)]);
  expect(await inTransaction(scope, ({ db }) => db.customer.count())).toBe(700);
  expect(await importSummary(scope, id)).toMatchObject({
    state: "done",
    progress: 700,
    totals: { create: 700 },
  });
});

test("where there are too many tags already, their words become a note, and the file is not stuck", async () => {
  const scope = await makeTenant();
  await inTransaction(scope, ({ db, tenantId, now }) =>
    db.tag.createMany({
      data: Array.from({ length: 500 }, (_, n) => ({
        tenantId,
        id: newId(),
        name: `태그${n}`,
        createdAt: now,
      })),
    }),
  );
  const id = await broughtIn("이름,전화번호,태그\n김단골,010-6000-0001,태그7;새말\n", "ask", scope);
  const [customer] = await customers(scope);
  const of = { customerId: customer?.id ?? "" };
  await inTransaction(scope, async ({ db }) => {
    expect(await db.customerTag.count({ where: of })).toBe(1);
    expect((await db.customerNote.findMany({ where: of })).map(({ text }) => text)).toEqual(["새말"]);
  });
  await undone(id, scope);
  expect(await customers(scope)).toEqual([]);
});

test("a file that is no table is said to be none", async () => {
  const { id } = await beginImport(tenant, {
    fileName: "x.xlsx",
    bytes: new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]),
  });
  await workOnImport(tenant, id);
  expect(await importSummary(tenant, id)).toMatchObject({ state: "unreadable", problem: "unreadable" });
});

test("the titles of a file are read next time as they were mapped", async () => {
  const { id } = await beginImport(tenant, {
    fileName: "a.csv",
    bytes: bytes("이름,연락처,등급\n김,010-1234-0001,A\n"),
  });
  await workOnImport(tenant, id);
  const mapping = {
    version: (await importSummary(tenant, id)).version,
    history: "tags",
    headerLine: 1,
    columns: ["name", "phone", "tags"],
    policy: "ask",
  } as const;
  await mapImport(tenant, { id, ...mapping, columns: [...mapping.columns] });
  const { id: next } = await beginImport(tenant, {
    fileName: "b.csv",
    bytes: bytes("이름,연락처,등급\n이,010-1234-0002,B\n"),
  });
  await workOnImport(tenant, next);
  expect((await importSummary(tenant, next)).mapping?.columns).toEqual(["name", "phone", "tags"]);
});

test("totals always equal the rows of the file, in the dry run and afterwards", async () => {
  const scope = await makeTenant();
  const cell = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.constantFrom("김영희", "이철수", "010-1234-5678", "1012345678", "02-123-4567", "abc", ""),
    },
    {
      weight: 1,
      arbitrary: fc
        .string({ unit: "grapheme", maxLength: 12 })
        .map((text) => text.replaceAll(/["\r\n\0]/g, "")),
    },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 12 }), async (rows) => {
      const written = rows.filter((row) => row.some((one) => one.trim() !== ""));
      fc.pre(written.length > 0);
      const text = `이름,전화번호,업종\n${rows.map((row) => row.map((one) => `"${one}"`).join(",")).join("\n")}\n`;
      const utf8 = new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>;
      const id = await checked(utf8, "ask", scope);
      const sum = async () => Object.values(await totals(id, scope)).reduce((all, one) => all + one, 0);
      const { rows: counted } = await importSummary(scope, id);
      expect(counted).toBe(written.length);
      expect(await sum()).toBe(counted);
      const dry = await totals(id, scope);
      await bringIn(scope, await shown(id, scope));
      await workOnImport(scope, id);
      expect(await totals(id, scope)).toEqual(dry);
    }),
    { numRuns: 15 },
  );
});
