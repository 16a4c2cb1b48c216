import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { closeDatabase } from "@/lib/platform/database/pool";
import { closeQueue } from "@/lib/platform/jobs";
import { inTransaction } from "@/lib/platform/tenancy";
import { moveClockTo } from "@/lib/platform/testing/tenant";

import type { ResendClass } from "./resend-rule";
import {
  type MessageWorld,
  messageWorld,
  mobile,
  noon,
  openCards,
  person,
  planned,
  sendingTenant,
  template,
} from "./testing/message-world";
import { resend } from "./unclear";

const people = 60;
let world: MessageWorld;

beforeAll(async () => {
  world = await messageWorld();
});
beforeEach(async () => {
  await moveClockTo(noon);
  world.provider.control.reset();
  world.webhooks.open = false;
});
afterAll(async () => {
  await world.end();
  await closeQueue();
  await closeDatabase();
});

/** Sixty texts of which some get no answer although they leave; no callback ever arrives. */
async function sendAll(resendClass: ResendClass, lagSeconds: number) {
  const tenant = await sendingTenant();
  const templateVersionId = await template(tenant, "#{이름}님 안내");
  for (let number = 0; number < people; number += 1)
    await planned(tenant, {
      customerId: await person(tenant, mobile(number)),
      templateVersionId,
      resendClass,
    });
  world.provider.control.addFaults([
    { kind: "list_lag", lagSeconds },
    { kind: "server_error", sent: true, probability: 0.3 },
  ]);
  await world.goTo(0);
  world.provider.control.clearFaults();
  const unclear = await inTransaction(tenant, ({ db }) => db.message.count({ where: { state: "unclear" } }));
  expect(unclear).toBeGreaterThan(5);
  return { tenant, unclear };
}

async function reached(tenant: Awaited<ReturnType<typeof sendingTenant>>) {
  const texts = Array.from(
    { length: people },
    (_, index) => world.provider.control.messages(mobile(index)).length,
  );
  const parked = await inTransaction(tenant, ({ db }) => db.message.count({ where: { state: "unclear" } }));
  return {
    lost: texts.filter((count) => count === 0).length,
    twice: texts.filter((count) => count > 1).length,
    parked,
    cards: (await openCards(tenant, "messages.unclear")).length,
  };
}

test("G7: a list that lags by five settle times costs neither a double nor a loss", async () => {
  const { tenant } = await sendAll("notice", 600);
  for (const minute of [2, 10, 12, 60, 70, 80, 120]) await world.goTo(minute);
  expect(await reached(tenant)).toEqual({ lost: 0, twice: 0, parked: 0, cards: 0 });
}, 120_000);

test("G7: what a list never shows is parked, every one of it in front of the owner", async () => {
  const { tenant, unclear } = await sendAll("sequence", 86_400);
  for (const minute of [2, 10, 60, 70, 120]) await world.goTo(minute);
  expect(await reached(tenant)).toEqual({ lost: 0, twice: 0, parked: unclear, cards: unclear });
}, 120_000);

test("control: who sends again after the first empty listing sends twice", async () => {
  const { tenant } = await sendAll("sequence", 600);
  await world.goTo(2);
  await inTransaction(tenant, async (tx) => {
    for (const { id } of await tx.db.message.findMany({ where: { state: "unclear" } })) await resend(tx, id);
  });
  await world.goTo(3);
  expect((await reached(tenant)).twice).toBeGreaterThan(5);
}, 120_000);
