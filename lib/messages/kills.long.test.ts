import { afterAll, beforeAll, expect, test } from "vitest";

import { closeDatabase } from "@/lib/platform/database/pool";
import { closeQueue } from "@/lib/platform/jobs";
import { resetClock } from "@/lib/platform/testing/tenant";

import { killWorkers } from "./testing/kill-workers";
import { type MessageWorld, messageWorld, sendingTenant } from "./testing/message-world";

let world: MessageWorld;

beforeAll(async () => {
  world = await messageWorld();
  await resetClock();
});
afterAll(async () => {
  await world.end();
  await closeQueue();
  await closeDatabase();
});

test("G6 in full: 1,000 texts, 30 kills, two workers, 2 % false errors", async () => {
  const reached = await killWorkers(world, await sendingTenant(), {
    messages: 1000,
    kills: 30,
    program: "lib/worker/main.ts",
    falseErrors: 0.02,
    environment: process.env,
  });
  expect(reached).toMatchObject({ lost: 0, twice: 0, parked: 0, kills: 30 });
  expect(reached.unclear).toBeGreaterThan(0);
}, 900_000);

test("control: a sender that simply tries again reaches people twice", async () => {
  world.provider.control.reset(7);
  const reached = await killWorkers(world, await sendingTenant(), {
    messages: 250,
    kills: 3,
    program: "lib/messages/testing/naive-worker.ts",
    control: true,
    falseErrors: 0.02,
    environment: process.env,
  });
  expect(reached.twice).toBeGreaterThan(0);
}, 120_000);
