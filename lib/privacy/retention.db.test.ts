import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addTask, setTask } from "@/lib/customers/tasks/tasks";
import { called } from "@/lib/customers/testing/desk";
import { apply } from "@/lib/enrollments/enrollments";
import { applicationTo, courseWithRun } from "@/lib/enrollments/testing/course-with-run";
import { closeDatabase } from "@/lib/platform/database/pool";
import { newId } from "@/lib/platform/ids";
import { closeQueue } from "@/lib/platform/jobs";
import { inTransaction, outsideTenants, systemScope, type TenantScope } from "@/lib/platform/tenancy";
import { makeTenant, moveClockTo } from "@/lib/platform/testing/tenant";
import { doRecords } from "@/lib/worker/due-work";

import { destructions } from "./destruction-log";
import { placeHold } from "./holds";
import { keepPromises } from "./privacy";
import { changeRule, dryRun, retentionRules } from "./retention";

afterAll(async () => {
  await closeQueue();
  await closeDatabase();
});

const start = "2026-11-20T01:00:00Z";
const erasedOf = (tenant: TenantScope) =>
  inTransaction(tenant, async ({ db }) =>
    (await db.customer.findMany({ where: { erasedAt: { not: null } }, select: { id: true } }))
      .map(({ id }) => id)
      .sort(),
  );
const byRules = async (tenant: TenantScope) =>
  (await destructions(tenant)).lines.filter(({ cause }) => cause === "rule");
const desk = async (): Promise<TenantScope> => ({
  ...(await makeTenant()),
  actor: { kind: "member", id: newId(), name: "이가람" },
});
const switchOn = async (tenant: TenantScope, kind: Parameters<typeof dryRun>[1], months: number) =>
  changeRule(tenant, { kind, months, to: "on", seen: (await dryRun(tenant, kind, months)).count });

describe("rules about people", () => {
  let tenant: TenantScope;
  let quiet: string[];
  let kept: Record<string, string>;

  beforeAll(async () => {
    await moveClockTo(start);
    tenant = await desk();
    quiet = [await called(tenant, { name: "조용한 분" }), await called(tenant, { name: "잊은 분" })].sort();
    const { runId } = await courseWithRun(tenant, {
      sessions: [{ date: "2029-12-05", start: "14:00", end: "16:00" }],
    });
    kept = {
      hold: await called(tenant),
      task: await called(tenant),
      enrollment: (await apply(tenant, applicationTo(runId, 1))).customerId,
      noted: await called(tenant),
    };
    await placeHold(tenant, { customerId: kept["hold"] as string, reason: "분쟁" });
    await addTask(tenant, {
      title: "전화",
      dueOn: null,
      assigneeId: null,
      customerId: kept["task"] as string,
    });
    await inTransaction(tenant, ({ db }) => db.enrollment.updateMany({ data: { state: "waitlisted" } }));
    await moveClockTo("2029-11-19T00:00:00Z");
    await inTransaction(tenant, ({ db, tenantId, now }) =>
      db.customerNote.createMany({
        data: [
          {
            tenantId,
            id: newId(),
            customerId: kept["noted"] as string,
            text: "통화함",
            authorId: "x",
            createdAt: now,
          },
        ],
      }),
    );
  });

  test("begin with what is usual, and off", async () => {
    expect((await retentionRules(tenant)).map(({ kind, months, active }) => [kind, months, active])).toEqual([
      ["no_contact", 36, false],
      ["never_came", 24, false],
      ["import_files", 3, false],
      ["survey_answers", 36, false],
      ["inbound_texts", 12, false],
    ]);
  });

  test("the dry run says exactly whom a rule would touch, who stays and why, and changes nothing", async () => {
    await moveClockTo("2029-11-20T00:59:00Z");
    expect((await dryRun(tenant, "no_contact", 36)).count).toBe(0);
    await moveClockTo("2029-11-20T01:01:00Z");
    const dry = await dryRun(tenant, "no_contact", 36);
    expect(dry.count).toBe(2);
    expect(dry.people.map(({ id }) => id).sort()).toEqual(quiet);
    expect(dry.people[0]).toMatchObject({ lastSeen: new Date(start) });
    expect(dry.skipped).toEqual([
      { reason: "enrollment", count: 1 },
      { reason: "hold", count: 1 },
      { reason: "task", count: 1 },
    ]);
    expect(await erasedOf(tenant)).toEqual([]);
  });

  test("is switched on only for as many as were seen, and off again", async () => {
    const on = { kind: "no_contact" as const, months: 36, to: "on" as const };
    await expect(changeRule(tenant, { ...on, seen: 1 })).rejects.toMatchObject({
      reason: "privacy.rules.countChanged",
      details: { count: 2 },
    });
    await switchOn(tenant, "no_contact", 36);
    expect((await retentionRules(tenant))[0]).toMatchObject({ active: true });
    await changeRule(tenant, { ...on, to: "off", seen: 0 });
    expect((await retentionRules(tenant))[0]).toMatchObject({ active: false, months: 36 });
    await switchOn(tenant, "no_contact", 36);
  });

  test("goes by the clock at night, touches whom the dry run named, and stands in the log; again changes nothing", async () => {
    const system = systemScope(tenant.tenantId);
    await keepPromises(system);
    expect(await erasedOf(tenant)).toEqual(quiet);
    await keepPromises(system);
    expect(await byRules(tenant)).toMatchObject([
      { cause: "rule", rule: "no_contact", people: 2, by: null, counts: { customer: 2, contact_point: 2 } },
    ]);
    // Whoever was held back goes once the reason is gone.
    const task = await inTransaction(tenant, ({ db }) =>
      db.task.findFirstOrThrow({ where: { customerId: kept["task"] as string } }),
    );
    await setTask(tenant, { task: { id: task.id, done: true } });
    expect((await dryRun(tenant, "no_contact", 36)).skipped.map(({ reason }) => reason)).toEqual([
      "enrollment",
      "hold",
    ]);
  });

  test("applicants who never came: not whoever came once", async () => {
    await moveClockTo(start);
    const scope = await desk();
    const run = await courseWithRun(scope);
    const [away, came] = [
      await apply(scope, applicationTo(run.runId, 1)),
      await apply(scope, applicationTo(run.runId, 2)),
    ];
    await inTransaction(scope, ({ db, tenantId, now }) =>
      db.attendance.createMany({
        data: [away, came].map(({ enrollmentId }, at) => ({
          tenantId,
          enrollmentId,
          sessionId: run.sessionId,
          state: at === 0 ? "absent" : "attended",
          markedAt: now,
        })),
      }),
    );
    await inTransaction(scope, ({ db }) => db.message.updateMany({ data: { state: "cancelled" } }));
    await moveClockTo("2028-12-06T01:00:00Z");
    const dry = await dryRun(scope, "never_came", 24);
    expect(dry.people.map(({ id }) => id)).toEqual([away.customerId]);
  });
});

test("texts in surveys, inbound texts and lines of files go by their age; ratings and held people's stay", async () => {
  await moveClockTo(start);
  const tenant = await desk();
  const customerId = await called(tenant);
  const held = await called(tenant);
  await placeHold(tenant, { customerId: held, reason: "분쟁" });
  const importId = newId();
  await inTransaction(tenant, async ({ db, tenantId, now }) => {
    await db.inboundMessage.createMany({
      data: [customerId, held].map((whose, at) => ({
        tenantId,
        id: newId(),
        providerSid: `SM${at}`,
        fromAddress: "+821000000000",
        toAddress: "x",
        body: "문의해요",
        customerId: whose,
        receivedAt: now,
      })),
    });
    await db.storedFile.createMany({
      data: [
        { tenantId, id: importId, sha256: "0", mediaType: "x", bytes: Buffer.from("x"), createdAt: now },
      ],
    });
    await db.customerImport.createMany({
      data: [{ tenantId, id: importId, fileName: "x.csv", state: "checked", createdAt: now }],
    });
    await db.customerImportRow.createMany({
      data: Array.from({ length: 600 }, (_, line) => ({ tenantId, importId, line, cells: ["김영희"] })),
    });
  });
  await moveClockTo("2027-11-20T02:00:00Z");
  expect((await dryRun(tenant, "inbound_texts", 12)).count).toBe(1);
  expect((await dryRun(tenant, "import_files", 12)).count).toBe(600);
  await switchOn(tenant, "inbound_texts", 12);
  await switchOn(tenant, "import_files", 12);
  const system = systemScope(tenant.tenantId);
  const nextAt = () =>
    inTransaction(tenant, async ({ db }) => (await db.privacyRound.findFirst())?.nextAt ?? null);
  // More than a batch: the tenant stays due until everything is done.
  await keepPromises(system);
  expect(await nextAt()).toBeNull();
  await keepPromises(system);
  expect(await nextAt()).toEqual(new Date("2027-11-20T18:00:00Z"));
  await inTransaction(tenant, async ({ db }) => {
    expect(await db.inboundMessage.findMany({ select: { customerId: true } })).toEqual([
      { customerId: held },
    ]);
    expect(await db.customerImportRow.count({ where: { cells: { isEmpty: false } } })).toBe(0);
    expect(await db.storedFile.count()).toBe(0);
  });
  const lines = await byRules(tenant);
  expect(lines.map(({ rule, counts }) => [rule, counts]).reverse()).toEqual([
    ["import_files", { customer_import_row: 500 }],
    ["inbound_texts", { inbound_message: 1 }],
    ["import_files", { customer_import_row: 100, stored_file: 1 }],
  ]);
});

describe("the clock", () => {
  const errors: unknown[] = [];
  const onError = (error: unknown) => void errors.push(error);
  const dueOnes = () =>
    outsideTenants(async ({ db }) =>
      (await db.$queryRaw<{ id: string }[]>`SELECT id::text AS id FROM tenants_for_privacy(10000)`).map(
        ({ id }) => id,
      ),
    );

  test("looks after every business once a night by its own time, in the worker's round", async () => {
    await moveClockTo("2026-12-01T01:00:00Z");
    const [seoul, york] = [await makeTenant(), await makeTenant({ zone: "America/New_York" })];
    expect(await dueOnes()).toEqual(expect.arrayContaining([seoul.tenantId, york.tenantId]));
    while ((await dueOnes()).length > 0) await doRecords(onError);
    await moveClockTo("2026-12-01T07:59:00Z");
    expect(await dueOnes()).toEqual([]);
    await moveClockTo("2026-12-01T08:00:00Z");
    expect(await dueOnes()).toEqual([york.tenantId]);
    await moveClockTo("2026-12-01T18:00:00Z");
    expect(await dueOnes()).toContain(seoul.tenantId);
    expect(errors).toEqual([]);
  });

  test("a worker that dies in the middle leaves whole people behind, and the next one does the rest, once", async () => {
    await moveClockTo(start);
    const tenant = await desk();
    for (let person = 0; person < 60; person += 1) await called(tenant);
    await moveClockTo("2029-12-20T01:00:00Z");
    await switchOn(tenant, "no_contact", 36);
    const system = systemScope(tenant.tenantId);
    // What a killed process leaves of a batch is what a transaction that never ended leaves: nothing.
    await inTransaction(system, async (tx) => {
      await keepPromises(tx);
      throw new Error("killed");
    }).catch(() => {});
    expect(await erasedOf(tenant)).toEqual([]);
    expect(await byRules(tenant)).toEqual([]);
    await Promise.all([keepPromises(system), keepPromises(system)]);
    expect([50, 60]).toContain((await erasedOf(tenant)).length);
    await keepPromises(system);
    expect(await erasedOf(tenant)).toHaveLength(60);
    const people = (await byRules(tenant)).map((line) => line.people);
    expect(people.reduce((sum, one) => sum + one, 0)).toBe(60);
  });
});
