import pg from "pg";
import { PgBoss } from "pg-boss";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startProcess } from "@/lib/messages/testing/worker-process";
import { closeDatabase } from "@/lib/platform/database/pool";
import { closeQueue } from "@/lib/platform/jobs";
import { queueSchema } from "@/lib/platform/queues";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { makeTenant } from "@/lib/platform/testing/tenant";

import { reactionDecision } from "./failed-reactions";

const good = 500;
const poisons = ["poison.throws", "poison.kills", "poison.hangs"];

let tenant: TenantScope;
let owner: pg.Client;
let boss: PgBoss;
let running = true;

beforeAll(async () => {
  tenant = await makeTenant();
  owner = new pg.Client({ connectionString: process.env["DATABASE_URL"] });
  await owner.connect();
  await owner.query("CREATE TABLE done_by_worker (event_id uuid PRIMARY KEY)");
  boss = new PgBoss({
    connectionString: process.env["DATABASE_URL"] as string,
    schema: queueSchema,
    supervise: false,
    schedule: false,
    migrate: false,
  });
  boss.on("error", () => {});
  await boss.start();
  // As many tries as in life would take ten minutes.
  await boss.updateQueue("events.alone", { retryLimit: 2, retryDelay: 1, retryBackoff: false });
});
afterAll(async () => {
  running = false;
  await boss.stop({ graceful: false });
  await owner.end();
  await closeQueue();
  await closeDatabase();
});

/** As the launcher does: a worker that died is started anew. Resolves when the test is over and the last one is gone. */
async function keptAlive(): Promise<number> {
  for (let deaths = 0; ; deaths += 1) {
    const worker = await startProcess(
      "lib/worker/testing/poisoned-worker.ts",
      {
        ...process.env,
        BASE_URL: "http://127.0.0.1:9",
        LOG_LEVEL: "silent",
      },
      [process.env["DATABASE_URL"] as string],
    );
    const over = new Promise<"over">((resolve) => {
      const timer = setInterval(() => {
        if (running) return;
        clearInterval(timer);
        resolve("over");
      }, 100);
    });
    if ((await Promise.race([worker.gone, over])) === "over") {
      await worker.kill("SIGKILL");
      return deaths;
    }
  }
}

test("one event that throws, one that kills and one that hangs among 500: the good ones are done within a minute, the bad ones put before the owner (G14)", async () => {
  const jobs = Array.from({ length: good }, () => ({
    data: {
      tenantId: tenant.tenantId,
      eventId: crypto.randomUUID(),
      type: "attendance.marked",
      subjectId: crypto.randomUUID(),
      customerId: null,
      payload: {},
    },
  }));
  const bad = poisons.map((type) => ({
    data: { ...(jobs[0] as (typeof jobs)[0]).data, eventId: crypto.randomUUID(), type },
  }));
  // Among the first, so that most of the good ones stand behind them.
  jobs.splice(5, 0, ...bad);
  await boss.insert("events.react", jobs);
  const worker = keptAlive();
  const count = async () =>
    (await owner.query("SELECT count(*)::int AS done FROM done_by_worker")).rows[0].done;
  await expect.poll(count, { timeout: 60_000, interval: 200 }).toBe(good);
  const asked = () =>
    inTransaction(tenant, async ({ db }) =>
      (await db.decision.findMany({ where: { kind: reactionDecision, state: "open" } })).map(
        ({ subjectId }) => subjectId,
      ),
    );
  const ids = bad.map(({ data }) => data.eventId).sort();
  await expect.poll(async () => (await asked()).sort(), { timeout: 120_000, interval: 500 }).toEqual(ids);
  running = false;
  // Every try of the one that kills took a worker along.
  expect(await worker).toBeGreaterThanOrEqual(4);
}, 240_000);
