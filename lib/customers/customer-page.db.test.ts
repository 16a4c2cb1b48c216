import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mark } from "@/lib/enrollments/attendance";
import { cancel } from "@/lib/enrollments/cancellation";
import { apply } from "@/lib/enrollments/enrollments";
import { applicationTo, courseWithRun } from "@/lib/enrollments/testing/course-with-run";
import { closeDatabase } from "@/lib/platform/database/pool";
import { newId } from "@/lib/platform/ids";
import { closeQueue } from "@/lib/platform/jobs";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { makeTenant, moveClockTo } from "@/lib/platform/testing/tenant";

import { customerPage } from "./customer-page";
import { addCustomer } from "./customer-page-changes";
import { customerList } from "./list/customer-list";
import { readListQuery } from "./list/query";
import { addNote } from "./notes";
import { changeContactPoint } from "./record/contact-points";
import { searchCustomers } from "./search";
import { timelineOf } from "./timeline";

let tenant: TenantScope;
let stranger: TenantScope;

beforeAll(async () => {
  await moveClockTo("2026-12-01T01:00:00Z");
  tenant = { ...(await makeTenant()), actor: { kind: "member", id: newId(), name: "이가람" } };
  stranger = await makeTenant();
});
afterAll(async () => {
  await closeQueue();
  await closeDatabase();
});

const told = async (customerId: string, kind?: "courses" | "notes" | "consents") =>
  (await timelineOf(tenant, customerId, { kind })).entries;

describe("the timeline", () => {
  test("tells applications, attendance, consents and notes in one order, the newest first", async () => {
    await moveClockTo("2026-12-01T01:00:00Z");
    const { runId, sessionId } = await courseWithRun(tenant);
    const { customerId, enrollmentId } = await apply(
      tenant,
      applicationTo(runId, 1, { consents: ["collection", "advertising"] }),
    );
    await moveClockTo("2026-12-05T05:10:00Z");
    await mark(tenant, { enrollmentId, sessionId, state: "late", means: "tap" });
    await moveClockTo("2026-12-05T06:00:00Z");
    await addNote(tenant, { customerId, text: "다음 달에 다시" });

    const [note, attendance, ...rest] = await told(customerId);
    expect(note).toMatchObject({ kind: "note", text: "다음 달에 다시", by: "이가람" });
    expect(attendance).toMatchObject({
      kind: "attendance",
      state: "late",
      course: { title: "혼자서도 되는 동네 마케팅", startsAt: new Date("2026-12-05T05:00:00Z") },
    });
    expect(rest.map(({ kind }) => kind).sort()).toEqual(["application", "consents"]);
    const consents = rest.find((entry) => entry.kind === "consents");
    expect(consents?.said.map(({ purpose }) => purpose)).toEqual(["collection", "advertising"]);
    expect((await told(customerId, "notes")).map(({ kind }) => kind)).toEqual(["note"]);

    const page = await customerPage(tenant, customerId);
    expect(page).toMatchObject({ visits: 1, refused: "none", courses: [{ came: true }] });
    expect(page?.reconfirmBefore).toEqual(new Date("2028-11-30T15:00:00Z"));
  });

  test("says who cancelled and why", async () => {
    await moveClockTo("2026-12-01T01:00:00Z");
    const { runId } = await courseWithRun(tenant);
    const { customerId, enrollmentId } = await apply(tenant, applicationTo(runId, 2));
    await cancel(tenant, enrollmentId, { by: "customer", reason: "아이가 아파요" });
    const cancelled = (await told(customerId, "courses")).find(
      (entry) => entry.kind === "application" && entry.type === "cancelled",
    );
    expect(cancelled).toMatchObject({ by: "customer", reason: "아이가 아파요" });
  });

  test("is read page by page without a gap or a double, also at the same instant", async () => {
    const { id } = await addCustomer(tenant, {
      name: "남궁은",
      phone: "010-2222-0001",
      shop: null,
      note: null,
    });
    for (let i = 0; i < 70; i += 1) await addNote(tenant, { customerId: id, text: `메모 ${i}` });
    const seen: string[] = [];
    let before: string | undefined;
    do {
      const page = await timelineOf(tenant, id, { before });
      seen.push(...page.entries.map((entry) => entry.id));
      before = page.older ?? undefined;
    } while (before);
    expect(seen).toHaveLength(71);
    expect(new Set(seen).size).toBe(71);
  });

  test("is nobody else's", async () => {
    const { id } = await addCustomer(tenant, {
      name: "황보빛나",
      phone: "010-2222-0002",
      shop: null,
      note: "비밀",
    });
    expect((await told(id)).length).toBeGreaterThan(0);
    await expect(timelineOf(stranger, id)).rejects.toMatchObject({ kind: "not_found" });
    expect(await customerPage(stranger, id)).toBeNull();
    await expect(addNote(stranger, { customerId: id, text: "x" })).rejects.toMatchObject({
      kind: "not_found",
    });
  });
});

describe("who phoned", () => {
  test("a known number is its customer, with the note", async () => {
    const first = await addCustomer(tenant, {
      name: "오세라",
      phone: "010 3333 0001",
      shop: "세라공방",
      note: null,
    });
    const again = await addCustomer(tenant, {
      name: "오세라",
      phone: "01033330001",
      shop: null,
      note: "주차?",
    });
    expect(again).toEqual({ id: first.id, known: true });
    expect((await told(first.id, "notes")).length).toBe(1);
  });

  test("a corrected number is found, the old one not", async () => {
    const { id } = await addCustomer(tenant, {
      name: "조철수",
      phone: "010-3333-0002",
      shop: null,
      note: null,
    });
    const [point] = (await customerPage(tenant, id))?.record.points ?? [];
    const change = { id: point?.id as string, version: 1, address: "010-3333-7777", label: undefined };
    await changeContactPoint(tenant, change);
    expect((await searchCustomers(tenant, "3333-7777")).total).toBe(1);
    expect((await searchCustomers(tenant, "3333-0002")).total).toBe(0);
  });
});

test("the list goes on where it ended, by time and by name", async () => {
  const many = await makeTenant();
  await inTransaction(many, async (tx) => {
    await tx.db.customer.createMany({
      data: Array.from({ length: 120 }, (_, i) => ({
        tenantId: tx.tenantId,
        id: newId(),
        name: ["가은", "나래", "다솜"][i % 3] as string,
        createdAt: new Date(tx.now.getTime() - Math.floor(i / 4) * 1000),
      })),
    });
  });
  for (const sort of ["recent", "name"] as const) {
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await customerList(many, readListQuery({ sort }), after);
      expect(page.total).toBe(120);
      seen.push(...page.customers.map(({ id }) => id));
      after = page.next ?? undefined;
    } while (after);
    expect(new Set(seen).size).toBe(120);
    expect(seen).toHaveLength(120);
  }
  const found = await customerList(many, readListQuery({ q: "나래" }));
  expect(found).toMatchObject({ total: 40, next: null });
  const junk = await customerList(many, readListQuery({}), "not-a-cursor");
  expect(junk.customers).toHaveLength(50);
});
