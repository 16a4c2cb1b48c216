import { afterAll, beforeAll, expect, test } from "vitest";

import { closeDatabase } from "@/lib/platform/database/pool";
import { closeQueue } from "@/lib/platform/jobs";
import { resetClock } from "@/lib/platform/testing/tenant";

import { type ChannelWorld, channelWorld } from "./testing/channel-world";
import { killWorkers } from "./testing/kill-workers";

let world: ChannelWorld;

beforeAll(async () => {
  world = await channelWorld();
  await resetClock();
});
afterAll(async () => {
  await world.end();
  await closeQueue();
  await closeDatabase();
});

test("G6 in full: 1,000 texts, 30 kills, two workers, 2 % false errors", async () => {
  const reached = await killWorkers(world, {
    provider: "twilio",
    messages: 1000,
    kills: 30,
    program: "lib/worker/main.ts",
    falseErrors: 0.02,
    environment: process.env,
  });
  expect(reached).toMatchObject({ lost: 0, twice: 0, parked: 0, kills: 30 });
  expect(reached.unclear).toBeGreaterThan(0);
}, 900_000);

test.each([
  ["solapi", "by our own id"],
  ["smtp", "by nobody: a mail that goes again is the same one by its Message-ID"],
] as const)(
  "G6 by %s, found again %s: 300 messages, 10 kills",
  async (provider, _foundBy) => {
    await resetClock();
    const reached = await killWorkers(world, {
      provider,
      messages: 300,
      kills: 10,
      program: "lib/worker/main.ts",
      falseErrors: 0.02,
      environment: process.env,
    });
    expect(reached).toMatchObject({ lost: 0, twice: 0, parked: 0, kills: 10 });
  },
  600_000,
);

test("control: a sender that simply tries again reaches people twice", async () => {
  await resetClock();
  world.provider.control.reset(7);
  const reached = await killWorkers(world, {
    provider: "twilio",
    messages: 250,
    kills: 3,
    program: "lib/messages/testing/naive-worker.ts",
    control: true,
    falseErrors: 0.02,
    environment: process.env,
  });
  expect(reached.twice).toBeGreaterThan(0);
}, 120_000);
