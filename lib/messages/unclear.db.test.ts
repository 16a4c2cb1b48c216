import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { answer } from "@/lib/decisions/decisions";
import { closeDatabase } from "@/lib/platform/database/pool";
import { closeQueue } from "@/lib/platform/jobs";
import { inTransaction } from "@/lib/platform/tenancy";
import { moveClockTo } from "@/lib/platform/testing/tenant";

import type { ResendClass } from "./resend-rule";
import {
  type MessageWorld,
  messageOf,
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

let world: MessageWorld;
let tenant: Awaited<ReturnType<typeof sendingTenant>>;

beforeAll(async () => {
  world = await messageWorld();
});
beforeEach(async () => {
  await moveClockTo(noon);
  world.provider.control.reset();
  world.webhooks.open = true;
  tenant = await sendingTenant();
});
afterAll(async () => {
  await world.end();
  await closeQueue();
  await closeDatabase();
});

const cards = () => openCards(tenant, "messages.unclear");
const atProvider = () => world.provider.control.messages();
const all = () => inTransaction(tenant, ({ db }) => db.message.findMany({ orderBy: { plannedAt: "asc" } }));

/** A text whose POST gets no answer, at noon. */
async function unclear(resendClass: ResendClass, { sent }: { sent: boolean }): Promise<string> {
  const id = await planned(tenant, {
    customerId: await person(tenant, mobile(1)),
    resendClass,
    templateVersionId: await template(tenant, "#{이름}님 안내"),
  });
  world.provider.control.addFaults([{ kind: "server_error", sent, times: 1 }]);
  await world.goTo(0);
  expect(await messageOf(tenant, id)).toMatchObject({
    state: "unclear",
    nextListingAt: new Date(noon.getTime() + 2 * 60_000),
  });
  return id;
}

test("no second POST follows an unclear one; the listing after two minutes binds it (rows 84, 86, 121)", async () => {
  const id = await unclear("notice", { sent: true });
  await world.goTo(1);
  expect(world.provider.control.requests()).toHaveLength(1);
  await world.goTo(2);
  expect(await messageOf(tenant, id)).toMatchObject({
    state: "accepted",
    providerSid: atProvider()[0]?.sid,
  });
  expect(atProvider()).toHaveLength(1);
  expect(await cards()).toEqual([]);
});

test("a callback binds the sid when the answer was lost, before any listing", async () => {
  const id = await unclear("sequence", { sent: true });
  await world.provider.control.deliverNow({ steps: 1 });
  await world.goTo(1);
  expect(await messageOf(tenant, id)).toMatchObject({ state: "sent", providerSid: atProvider()[0]?.sid });
  await world.goTo(120);
  expect(atProvider()).toHaveLength(1);
});

test("a notice that is nowhere to be found goes once more, not before 70 minutes, and only once", async () => {
  const id = await unclear("notice", { sent: false });
  await world.goTo(2);
  expect(await cards()).toMatchObject([{ options: [{ key: "resend" }, { key: "leave" }] }]);
  for (const minute of [10, 60, 69]) {
    await world.goTo(minute);
    expect(atProvider()).toHaveLength(0);
  }
  await world.goTo(70);
  expect(atProvider()).toHaveLength(1);
  const [first, second, ...others] = await all();
  expect(others).toEqual([]);
  expect(first).toMatchObject({ id, state: "failed", verdictReason: "messages.resentInstead" });
  expect(second).toMatchObject({ state: "accepted", resendOfId: id });
  expect(await cards()).toEqual([]);
});

test("a resent notice that is unclear again is left to a person", async () => {
  await unclear("notice", { sent: false });
  for (const minute of [2, 10, 60]) await world.goTo(minute);
  world.provider.control.addFaults([{ kind: "reset", times: 1 }]);
  for (const minute of [70, 72, 80, 130, 140, 300]) await world.goTo(minute);
  expect(atProvider()).toHaveLength(0);
  expect(await all()).toHaveLength(2);
  expect(await cards()).toHaveLength(1);
});

test("a sequence never goes again by itself; it is parked in front of the owner, who may send it again", async () => {
  const id = await unclear("sequence", { sent: false });
  for (const minute of [2, 10]) await world.goTo(minute);
  expect(await cards()).toEqual([]);
  for (const minute of [60, 70, 200]) await world.goTo(minute);
  expect(atProvider()).toHaveLength(0);
  expect(await messageOf(tenant, id)).toMatchObject({
    state: "unclear",
    nextListingAt: null,
    emptyListings: 3,
  });
  const [card] = await cards();
  await answer(tenant, card?.id as string, "resend");
  await world.goTo(201);
  expect(atProvider()).toHaveLength(1);
  expect(await all()).toHaveLength(2);
});

test("a parked text that nobody decides about stays as it is, counted", async () => {
  const id = await unclear("sequence", { sent: false });
  for (const minute of [2, 10, 60, 60 + 6 * 60]) await world.goTo(minute);
  expect(await cards()).toEqual([]);
  expect(await messageOf(tenant, id)).toMatchObject({ state: "unclear" });
  expect(atProvider()).toHaveLength(0);
});

test("a code that may be lost is never repeated and bothers nobody", async () => {
  const id = await unclear("code", { sent: false });
  await world.goTo(2);
  expect(await messageOf(tenant, id)).toMatchObject({
    state: "expired",
    verdictReason: "messages.codeStale",
  });
  await world.goTo(200);
  expect(atProvider()).toHaveLength(0);
  expect(await cards()).toEqual([]);
});

test("several hits bind none: the text is parked", async () => {
  const id = await unclear("notice", { sent: true });
  const [posted] = world.provider.control.requests();
  const { accountSid, authToken } = tenant;
  const login = Buffer.from(`${accountSid}:${authToken}`).toString("base64");
  await fetch(`${world.provider.url}${posted?.path}`, {
    method: "POST",
    headers: { authorization: `Basic ${login}` },
    body: new URLSearchParams(posted?.form as [string, string][]),
  });
  expect(atProvider()).toHaveLength(2);
  await world.goTo(2);
  expect(await messageOf(tenant, id)).toMatchObject({ state: "unclear", providerSid: null });
  expect(await cards()).toHaveLength(1);
  await world.goTo(200);
  expect(atProvider()).toHaveLength(2);
});

test("a listing that fails is not an empty one", async () => {
  const id = await unclear("sequence", { sent: false });
  world.provider.control.addFaults([{ kind: "server_error", on: "list" }]);
  await world.goTo(2);
  expect(await messageOf(tenant, id)).toMatchObject({ state: "unclear", emptyListings: 0 });
  world.provider.control.clearFaults();
  await world.goTo(12);
  expect(await messageOf(tenant, id)).toMatchObject({ emptyListings: 1 });
});

test("when the first turns up after all, what was planned in its stead does not go", async () => {
  const id = await unclear("notice", { sent: true });
  world.provider.control.addFaults([{ kind: "list_lag", lagListings: 100 }]);
  await inTransaction(tenant, ({ db }) =>
    db.message.updateMany({
      where: { id },
      data: { nextListingAt: new Date(noon.getTime() + 900 * 60_000) },
    }),
  );
  await moveClockTo(new Date(noon.getTime() + 60_000));
  await inTransaction(tenant, async (tx) => {
    await resend(tx, id);
    await tx.db.message.updateMany({
      where: { resendOfId: id },
      data: { dueAt: new Date(noon.getTime() + 5 * 60_000) },
    });
  });
  await world.provider.control.deliverNow();
  await world.goTo(2);
  const [first, second] = await all();
  expect(first?.state).toBe("delivered");
  expect(second).toMatchObject({ state: "cancelled", verdictReason: "messages.firstArrived" });
  await world.goTo(10);
  expect(atProvider()).toHaveLength(1);
});

describe("callbacks that stay away", () => {
  test("the provider is asked until it knows the end", async () => {
    world.webhooks.open = false;
    const id = await planned(tenant, {
      customerId: await person(tenant, mobile(1)),
      templateVersionId: await template(tenant, "#{이름}님 안내"),
    });
    await world.goTo(0);
    await world.provider.control.deliverNow();
    expect((await messageOf(tenant, id)).state).toBe("accepted");
    await world.goTo(10);
    expect(await messageOf(tenant, id)).toMatchObject({ state: "delivered", nextListingAt: null });
  });

  test("one that never ends is asked about less and less, and for two days only", async () => {
    const id = await planned(tenant, {
      customerId: await person(tenant, mobile(1)),
      templateVersionId: await template(tenant, "#{이름}님 안내"),
    });
    await world.goTo(0);
    let questions = 0;
    for (let guard = 0; guard < 60; guard += 1) {
      const { nextListingAt } = await messageOf(tenant, id);
      if (!nextListingAt) break;
      await world.goTo(nextListingAt);
      questions += 1;
    }
    expect((await messageOf(tenant, id)).state).toBe("accepted");
    expect(questions).toBeGreaterThan(5);
    expect(questions).toBeLessThan(25);
  });
});
