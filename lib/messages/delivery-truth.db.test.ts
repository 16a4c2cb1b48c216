import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import type { ProviderName } from "@/lib/platform/channels/channel";
import { closeDatabase } from "@/lib/platform/database/pool";
import { closeQueue } from "@/lib/platform/jobs";
import { inTransaction } from "@/lib/platform/tenancy";
import { moveClockTo } from "@/lib/platform/testing/tenant";

import { type ChannelWorld, channelWorld } from "./testing/channel-world";
import { lineOf } from "./testing/lines";
import { messageOf, noon, person, planned, template } from "./testing/message-world";

let world: ChannelWorld;
beforeAll(async () => {
  world = await channelWorld();
});
beforeEach(async () => {
  await moveClockTo(noon);
  world.provider.control.reset();
  world.solapi.control.reset();
  world.webhooks.open = true;
});
afterAll(async () => {
  await world.end();
  await closeQueue();
  await closeDatabase();
});

type Way = "callback" | "question" | "listing";

let number = 0;

/** Sends one text that the carrier ends like that, and lets us hear of it in one way only. */
async function heardBy(provider: ProviderName, way: Way, end: "delivered" | "bad number" | "failed") {
  const line = lineOf(world, provider);
  number += 1;
  const to = line.address(3_000 + number);
  const tenant = await line.tenant();
  const began = noon.getTime() + number * 24 * 3_600_000;
  await moveClockTo(new Date(began));
  if (provider === "twilio" && end !== "delivered")
    world.provider.control.setOutcome({
      to,
      status: end === "failed" ? "failed" : "undelivered",
      errorCode: end === "failed" ? 30008 : 30005,
    });
  if (provider === "solapi" && end !== "delivered")
    world.solapi.control.setOutcome(to, end === "failed" ? "3107" : "3014");
  world.webhooks.open = way === "callback";
  if (way === "listing") line.addFaults([{ ...line.falseError, to, times: 1 }]);
  const id = await planned(tenant, {
    customerId: await person(tenant, to),
    templateVersionId: await template(tenant, "안내"),
  });
  await world.goTo(new Date(began));
  await world.provider.control.deliverNow({ to });
  await world.solapi.control.deliverNow({ to });
  for (const minute of [1, 3, 12]) await world.goTo(new Date(began + minute * 60_000));
  const { state, providerStatus, errorCode, endedAt, nextListingAt } = await messageOf(tenant, id);
  const point = await inTransaction(tenant, ({ db }) => db.contactPoint.findFirst());
  return {
    state,
    providerStatus,
    errorCode,
    ended: endedAt !== null,
    nextListingAt,
    flagged: point?.badReason,
  };
}

test.each([
  ["twilio", "delivered", ["callback", "question", "listing"], { state: "delivered", flagged: null }],
  ["twilio", "bad number", ["callback", "question", "listing"], { state: "undelivered", flagged: "30005" }],
  ["twilio", "failed", ["callback", "question", "listing"], { state: "failed", flagged: null }],
  ["solapi", "delivered", ["question", "listing"], { state: "delivered", flagged: null }],
  ["solapi", "bad number", ["question", "listing"], { state: "undelivered", flagged: "3014" }],
] as const)("%s: %s is the same truth by %s", async (provider, end, ways, truth) => {
  const heard = [];
  for (const way of ways) heard.push(await heardBy(provider, way, end));
  for (const one of heard) expect(one).toEqual(heard[0]);
  expect(heard[0]).toMatchObject({ ...truth, ended: true, nextListingAt: null });
});
