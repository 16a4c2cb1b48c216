import { PgBoss } from "pg-boss";
import { afterAll, beforeAll, expect, test } from "vitest";
import { tryImportAgain } from "@/lib/customers/imports/failing";
import { dropImport, importSummary, undoWholeImport } from "@/lib/customers/imports/imports";
import { workOnImport } from "@/lib/customers/imports/work";
import { exportsOf } from "@/lib/exports/exports";
import { closeDatabase } from "@/lib/platform/database/pool";
import { newId } from "@/lib/platform/ids";
import { closeQueue } from "@/lib/platform/jobs";
import { deadLetterOf, type QueueName, queueSchema } from "@/lib/platform/queues";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { makeTenant } from "@/lib/platform/testing/tenant";

import { startReacting } from "./reacting";

let tenant: TenantScope;
let boss: PgBoss;

beforeAll(async () => {
  tenant = await makeTenant();
  boss = new PgBoss({
    connectionString: process.env["DATABASE_URL"] as string,
    schema: queueSchema,
    supervise: false,
    schedule: false,
    migrate: false,
  });
  boss.on("error", () => {});
  await boss.start();
});
afterAll(async () => {
  await boss.stop({ graceful: false });
  await closeQueue();
  await closeDatabase();
});

/** A file that no worker can read: its bytes are gone. */
async function brokenImport(state: string): Promise<string> {
  const id = newId();
  await inTransaction(tenant, ({ db, tenantId, now }) =>
    db.customerImport.createMany({ data: [{ tenantId, id, fileName: "a.csv", state, createdAt: now }] }),
  );
  return id;
}

test("a file on which every attempt fails is not left at work: it says that it stopped, and at what", async () => {
  const importId = await brokenImport("reading");
  const exportId = newId();
  await inTransaction(tenant, ({ db, tenantId, now }) =>
    db.tenantExport.createMany({
      data: [{ tenantId, id: exportId, reason: "x", state: "making", createdAt: now }],
    }),
  );
  await boss.send("imports.work", { tenantId: tenant.tenantId, importId }, { retryLimit: 0 });
  // As the queue leaves a job of which every worker died.
  const dead: QueueName = "exports.work";
  await boss.send(deadLetterOf(dead), { tenantId: tenant.tenantId, exportId });
  const reacting = await startReacting(() => {});
  const stateOf = async () => [
    (await importSummary(tenant, importId)).state,
    (await exportsOf(tenant))[0]?.state,
  ];
  await expect.poll(stateOf, { timeout: 20_000 }).toEqual(["failed", "failed"]);
  expect((await importSummary(tenant, importId)).problem).toBe("reading");
  await reacting.stop();
}, 60_000);

test("what stopped can be tried again, dropped where nothing was brought in, and else taken back", async () => {
  const failedAt = async (problem: string) => {
    const id = await brokenImport("failed");
    await inTransaction(tenant, ({ db }) =>
      db.customerImport.updateMany({ where: { id }, data: { problem } }),
    );
    return id;
  };
  const state = async (id: string) => (await importSummary(tenant, id)).state;
  const again = await failedAt("undoing");
  await tryImportAgain(tenant, { id: again }, "caller");
  expect(await state(again)).toBe("undoing");
  await expect(tryImportAgain(tenant, { id: again }, "caller")).rejects.toMatchObject({
    reason: "imports.notNow",
  });
  await workOnImport(tenant, again);
  expect(await state(again)).toBe("undone");

  const half = await failedAt("importing");
  await expect(dropImport(tenant, { id: half })).rejects.toMatchObject({ reason: "imports.notNow" });
  await undoWholeImport(tenant, { id: half }, "caller");
  expect(await state(half)).toBe("undoing");
  const unread = await failedAt("reading");
  await expect(undoWholeImport(tenant, { id: unread }, "caller")).rejects.toMatchObject({
    reason: "imports.notNow",
  });
  await dropImport(tenant, { id: unread });
  await expect(importSummary(tenant, unread)).rejects.toMatchObject({ kind: "not_found" });
});
