import pg from "pg";
import { PgBoss } from "pg-boss";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { MessageWorld } from "@/lib/messages/testing/message-world";
import {
  messageWorld,
  mobile,
  person,
  planned,
  sendingTenant,
  template,
} from "@/lib/messages/testing/message-world";
import { startProcess } from "@/lib/messages/testing/worker-process";
import { closeDatabase } from "@/lib/platform/database/pool";
import { recordEvent } from "@/lib/platform/events";
import { closeQueue } from "@/lib/platform/jobs";
import { queueSchema } from "@/lib/platform/queues";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { resetClock } from "@/lib/platform/testing/tenant";

import { isLongRun } from "@/scripts/checks/long-run";

import { reactAgain, reactionDecision } from "./failed-reactions";
import { startSending } from "./sending";

let world: MessageWorld;
let owner: pg.Client;

beforeAll(async () => {
  world = await messageWorld();
  owner = new pg.Client({ connectionString: process.env["DATABASE_URL"] });
  await owner.connect();
});
beforeEach(async () => {
  await resetClock();
  world.provider.control.reset();
});
afterAll(async () => {
  await owner.end();
  await world.end();
  await closeQueue();
  await closeDatabase();
});

const until = async (holds: () => boolean | Promise<boolean>) => {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 10));
};

const startWorker = () =>
  startProcess("lib/worker/main.ts", {
    ...process.env,
    BASE_URL: "http://127.0.0.1:9",
    TWILIO_API_BASE_URL: world.provider.url,
    LOG_LEVEL: "info",
  });

/** Copies one planned message, so that a flood costs one statement. */
async function flood(tenant: TenantScope, count: number): Promise<void> {
  const customerId = await person(tenant, mobile(1));
  const id = await planned(tenant, {
    customerId,
    templateVersionId: await template(tenant, "#{이름}님 #{수신거부링크}"),
  });
  await inTransaction(tenant, async ({ db }) => {
    const first = await db.message.findFirstOrThrow({ where: { id } });
    await db.message.createMany({
      data: Array.from({ length: count - 1 }, (_, index) => ({
        ...first,
        id: crypto.randomUUID(),
        step: `${index + 2}`,
        condition: undefined,
        variables: {},
      })),
    });
  });
}

test("G15: a tenant that floods does not delay another's single text", async () => {
  const [crowded, small] = [await sendingTenant(), await sendingTenant()];
  await flood(crowded, isLongRun ? 10_000 : 900);
  const sending = startSending(() => {});
  await until(() => world.provider.control.messages().length > 20);
  await planned(small, {
    customerId: await person(small, mobile(2)),
    templateVersionId: await template(small, "안내"),
  });
  const queuedBefore = world.provider.control.messages().length;
  await until(() => world.provider.control.messages(mobile(2)).length === 1);
  const sentBefore = world.provider.control.messages().findIndex(({ to }) => to === mobile(2)) - queuedBefore;
  await sending.stop();
  // In the order of due times it would have come after all of them.
  expect(sentBefore).toBeLessThan(400);
}, 300_000);

test("SIGTERM: what is on the wire is written down, what is not is given back, and the process ends", async () => {
  const tenant = await sendingTenant();
  await flood(tenant, 300);
  const worker = await startWorker();
  await until(() =>
    world.provider.control.messages().some(({ accountSid }) => accountSid === tenant.accountSid),
  );
  await worker.kill("SIGTERM");
  const left = await inTransaction(tenant, ({ db }) => db.message.groupBy({ by: ["state"], _count: true }));
  const states = Object.fromEntries(left.map(({ state, _count }) => [state, _count]));
  expect(Object.keys(states).sort()).toEqual(["accepted", "planned"]);
  const own = world.provider.control.messages().filter(({ accountSid }) => accountSid === tenant.accountSid);
  expect(states.accepted).toBe(own.length);
  expect(worker.log()).not.toMatch(/김영희|\+8210|Unhandled|unhandled/);
}, 60_000);

test("a reaction that always fails is put before the owner, its neighbours are done; no line tells a name (G14)", async () => {
  const tenant = await sendingTenant();
  const boss = new PgBoss({
    connectionString: process.env["DATABASE_URL"] as string,
    schema: queueSchema,
    supervise: false,
    schedule: false,
    migrate: false,
  });
  boss.on("error", () => {});
  await boss.start();
  // Its tries by itself take minutes.
  await boss.updateQueue("events.alone", { retryLimit: 0 });
  const event = (subjectId: string) => ({
    tenantId: tenant.tenantId,
    eventId: crypto.randomUUID(),
    type: "attendance.marked",
    subjectId,
    customerId: null,
    payload: { name: "김영희" },
  });
  const bad = event("김영희 no uuid");
  await boss.send("events.react", bad);
  const good: string[] = [];
  for (let number = 0; number < 20; number += 1)
    good.push((await boss.send("events.react", event(crypto.randomUUID()))) as string);
  const worker = await startWorker();
  const asked = () =>
    inTransaction(tenant, ({ db }) => db.decision.findFirst({ where: { kind: reactionDecision } }));
  await until(async () => (await asked()) !== null);
  expect(await asked()).toMatchObject({ subjectId: bad.eventId, state: "open", defaultKey: "retry" });
  const { rows } = await owner.query(
    `SELECT state, count(*)::int AS count FROM ${queueSchema}.job WHERE id = ANY($1::uuid[]) GROUP BY state`,
    [good],
  );
  expect(rows).toEqual([{ state: "completed", count: 20 }]);
  await worker.kill("SIGTERM");
  await boss.stop({ graceful: false });
  expect(worker.log()).toContain("reaction");
  expect(worker.log()).not.toContain("김영희");
}, 60_000);

test("what failed is tried again at the owner's word: the very event, by itself", async () => {
  const tenant = await sendingTenant();
  const subject = { kind: "enrollment", id: crypto.randomUUID() };
  await inTransaction(tenant, (tx) => recordEvent(tx, "attendance.marked", subject, { state: "present" }));
  const { id: eventId } = await inTransaction(tenant, ({ db }) =>
    db.event.findFirstOrThrow({ where: { subjectId: subject.id } }),
  );
  await reactAgain(tenant, eventId);
  const { rows } = await owner.query(
    `SELECT data FROM ${queueSchema}.job WHERE name = 'events.alone' AND data->>'eventId' = $1`,
    [eventId],
  );
  expect(rows.map(({ data }) => data)).toEqual([
    {
      tenantId: tenant.tenantId,
      eventId,
      type: "attendance.marked",
      subjectId: subject.id,
      customerId: null,
      payload: { state: "present" },
    },
  ]);
});

test("a worker survives that all its connections are cut", async () => {
  const tenant = await sendingTenant();
  const worker = await startWorker();
  await owner.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND usename = 'dangol_app'",
  );
  // This process lost its connections too: a try may fail, or be committed without an answer.
  let customerId: string | undefined;
  await until(async () => {
    await person(tenant, mobile(3)).catch(() => {});
    const known = await inTransaction(tenant, ({ db }) => db.customer.findFirst()).catch(() => null);
    customerId = known?.id;
    return known !== null;
  });
  await planned(tenant, {
    customerId: customerId as string,
    templateVersionId: await template(tenant, "안내"),
  });
  await until(() => world.provider.control.messages(mobile(3)).length === 1);
  await worker.kill("SIGTERM");
  expect(worker.log()).not.toMatch(/Unhandled|unhandled/);
}, 60_000);
