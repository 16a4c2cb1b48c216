import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { closeDatabase } from "@/lib/platform/database/pool";
import { closeQueue } from "@/lib/platform/jobs";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { moveClockTo } from "@/lib/platform/testing/tenant";

import type { ResendClass } from "./resend-rule";
import { type ChannelWorld, channelWorld } from "./testing/channel-world";
import { type Line, lineOf } from "./testing/lines";
import { mobile, noon, openCards, person, planned, template } from "./testing/message-world";
import { resend } from "./unclear";

const people = { twilio: 60, solapi: 30 } as const;
type Listing = keyof typeof people;
/** A mail server lists nothing: nothing of its can lag. */
const listing = ["twilio", "solapi"] as const;

let world: ChannelWorld;

beforeAll(async () => {
  world = await channelWorld();
});
beforeEach(async () => {
  await moveClockTo(noon);
  world.provider.control.reset();
  world.solapi.control.reset();
  world.webhooks.open = false;
});
afterAll(async () => {
  await world.end();
  await closeQueue();
  await closeDatabase();
});

/** Many texts of which some get no answer although they leave; no callback ever arrives. */
async function sendAll(provider: Listing, resendClass: ResendClass, lagSeconds: number) {
  const line = lineOf(world, provider);
  const tenant = await line.tenant();
  const templateVersionId = await template(tenant, "#{이름}님 안내");
  for (let number = 0; number < people[provider]; number += 1)
    await planned(tenant, {
      customerId: await person(tenant, mobile(number)),
      templateVersionId,
      resendClass,
    });
  line.addFaults([
    { kind: "list_lag", lagSeconds },
    { ...line.falseError, probability: 0.3 },
  ]);
  await world.goTo(0);
  line.clearFaults();
  const unclear = await inTransaction(tenant, ({ db }) => db.message.count({ where: { state: "unclear" } }));
  expect(unclear).toBeGreaterThan(2);
  return { line, tenant, unclear };
}

async function reached(line: Line, tenant: TenantScope) {
  const texts = Array.from(
    { length: people[line.provider as Listing] },
    (_, index) => line.arrived(mobile(index)).length,
  );
  const parked = await inTransaction(tenant, ({ db }) => db.message.count({ where: { state: "unclear" } }));
  return {
    lost: texts.filter((count) => count === 0).length,
    twice: texts.filter((count) => count > 1).length,
    parked,
    cards: (await openCards(tenant, "messages.unclear")).length,
  };
}

test.each(listing)(
  "G7: a list of %s that lags by five settle times costs neither a double nor a loss",
  async (by) => {
    const { line, tenant } = await sendAll(by, "notice", 600);
    for (const minute of [2, 10, 12, 60, 70, 80, 120]) await world.goTo(minute);
    expect(await reached(line, tenant)).toEqual({ lost: 0, twice: 0, parked: 0, cards: 0 });
  },
  120_000,
);

test.each(listing)(
  "G7: what a list of %s never shows is parked, every one of it in front of the owner",
  async (by) => {
    const { line, tenant, unclear } = await sendAll(by, "sequence", 86_400);
    for (const minute of [2, 10, 60, 70, 120]) await world.goTo(minute);
    expect(await reached(line, tenant)).toEqual({ lost: 0, twice: 0, parked: unclear, cards: unclear });
  },
  120_000,
);

test.each(listing)(
  "control: who sends again by %s after the first empty listing sends twice",
  async (by) => {
    const { line, tenant } = await sendAll(by, "sequence", 600);
    await world.goTo(2);
    await inTransaction(tenant, async (tx) => {
      for (const { id } of await tx.db.message.findMany({ where: { state: "unclear" } }))
        await resend(tx, id);
    });
    await world.goTo(3);
    expect((await reached(line, tenant)).twice).toBeGreaterThan(2);
  },
  120_000,
);
