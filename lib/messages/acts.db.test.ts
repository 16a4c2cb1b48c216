import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { closeDatabase } from "@/lib/platform/database/pool";
import { newId } from "@/lib/platform/ids";
import { closeQueue } from "@/lib/platform/jobs";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { moveClockTo } from "@/lib/platform/testing/tenant";

import { bringForward } from "./bringing-forward";
import { messagePage } from "./message-page";
import { sendDue } from "./messages";
import { sendAgain } from "./sending-again";
import { takeAllBack, takeBack } from "./taking-back";
import {
  type MessageWorld,
  messageOf,
  messageWorld,
  mobile,
  noon,
  person,
  planned,
  sendingTenant,
  template,
} from "./testing/message-world";

let world: MessageWorld;
let tenant: TenantScope;
let versionId: string;
const night = new Date("2026-11-24T13:00:00Z");
const tomorrow = new Date("2026-11-25T05:00:00Z");

beforeAll(async () => {
  world = await messageWorld();
});
beforeEach(async () => {
  await moveClockTo(noon);
  world.provider.control.reset();
  tenant = { ...(await sendingTenant()), actor: { kind: "member", id: newId(), name: "이가람" } };
  versionId = await template(tenant, "#{이름}님, 안녕하세요.");
});
afterAll(async () => {
  await world.end();
  await closeQueue();
  await closeDatabase();
});

const text = async (number: number, given: Partial<Parameters<typeof planned>[1]> = {}) =>
  planned(tenant, {
    customerId: await person(tenant, mobile(number)),
    templateVersionId: versionId,
    ...given,
  });
const eventsOf = (id: string) =>
  inTransaction(tenant, ({ db }) =>
    db.event.findMany({ where: { subjectId: id, type: { startsWith: "message." } }, orderBy: { id: "asc" } }),
  );
const throwIt = (error: unknown) => {
  throw error;
};

describe("taking back", () => {
  test("says who did it and why, and is refused once it has left", async () => {
    const id = await text(1, { dueAt: tomorrow });
    await takeBack(tenant, id, "told");
    expect(await messageOf(tenant, id)).toMatchObject({
      state: "cancelled",
      verdictReason: "messages.takenBack",
    });
    expect(await eventsOf(id)).toMatchObject([
      {
        type: "message.cancelled",
        actorName: "이가람",
        payload: { reason: "messages.takenBack", why: "told" },
      },
    ]);
    const gone = await text(2);
    await world.goTo(0);
    await expect(takeBack(tenant, gone, "told")).rejects.toMatchObject({ reason: "messages.alreadyGone" });
    await expect(takeBack(tenant, newId(), "told")).rejects.toMatchObject({ kind: "not_found" });
  });

  test("races with a worker: of forty each was either taken back or sent, never both", async () => {
    const ids: string[] = [];
    for (let number = 1; number <= 40; number += 1) ids.push(await text(number));
    const backs = ids.map((id) =>
      takeBack(tenant, id, "other").then(
        () => "back",
        (error: { reason: string }) => error.reason,
      ),
    );
    const [outcomes] = await Promise.all([Promise.all(backs), sendDue(tenant, ids, { onError: throwIt })]);
    const sent = new Set(world.provider.control.messages().map(({ to }) => to));
    const told = outcomes.map((outcome, index) => [outcome, sent.has(mobile(index + 1))]);
    expect(told.filter(([outcome, left]) => (outcome === "back") === left)).toEqual([]);
    expect(new Set(outcomes).has("back") || sent.size === 40).toBe(true);
    for (const id of ids)
      expect(["cancelled", "accepted", "sent", "delivered"]).toContain((await messageOf(tenant, id)).state);
  });

  test("many at once: as many as were confirmed, and none when there are more by then", async () => {
    const ids = [
      await text(1, { dueAt: tomorrow }),
      await text(2, { dueAt: tomorrow }),
      await text(3, { dueAt: tomorrow, class: "advertising" }),
    ];
    const confirm = { query: "class=transactional", why: "wrong" as const };
    await expect(takeAllBack(tenant, { ...confirm, confirmed: 1 })).rejects.toMatchObject({
      reason: "outbox.acts.moreNow",
      details: { count: 2 },
    });
    expect((await messageOf(tenant, ids[0] as string)).state).toBe("planned");
    expect(await takeAllBack(tenant, { ...confirm, confirmed: 2 })).toEqual({ count: 2 });
    const states = await Promise.all(ids.map(async (id) => (await messageOf(tenant, id)).state));
    expect(states).toEqual(["cancelled", "cancelled", "planned"]);
    expect(await eventsOf(ids[1] as string)).toHaveLength(1);
  });
});

describe("sending now", () => {
  test("lets it go at once by day", async () => {
    const id = await text(1, { dueAt: tomorrow, urgent: false });
    await bringForward(tenant, id);
    await world.goTo(0);
    expect((await messageOf(tenant, id)).state).toBe("accepted");
    expect((await eventsOf(id)).map(({ type }) => type)).toContain("message.brought_forward");
    await expect(bringForward(tenant, id)).rejects.toMatchObject({ reason: "outbox.acts.alreadyLeaving" });
  });

  test("overrules no law: at night it is refused with the reason, and nothing changed", async () => {
    const id = await text(1, { dueAt: tomorrow, urgent: false });
    await moveClockTo(night);
    await expect(bringForward(tenant, id)).rejects.toMatchObject({ reason: "gate.reasons.QUIET_HOURS" });
    expect(await messageOf(tenant, id)).toMatchObject({ state: "planned", dueAt: tomorrow });
    expect((await messagePage(tenant, id)).sendNow).toMatchObject({ outcome: "hold" });
    // Control: what may go at night is not held back.
    const urgent = await text(2, { dueAt: tomorrow, urgent: true });
    await bringForward(tenant, urgent);
  });
});

describe("sending again", () => {
  const failed = async (number: number, given: Parameters<typeof text>[1] = {}) => {
    const id = await text(number, { dueAt: tomorrow, ...given });
    await inTransaction(tenant, ({ db }) =>
      db.message.updateMany({
        where: { id },
        data: {
          state: "undelivered",
          submittedAt: noon,
          endedAt: noon,
          toAddress: mobile(number),
          body: "x",
        },
      }),
    );
    return id;
  };

  test("makes one new message that names the first, goes through the gate, and is made once", async () => {
    const id = await failed(1);
    const twice = await Promise.allSettled([sendAgain(tenant, id), sendAgain(tenant, id)]);
    expect(twice.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await world.goTo(0);
    const page = await messagePage(tenant, id);
    expect(page.sendAgain).toEqual({ allowed: false, reason: "outbox.again.already" });
    expect(await messageOf(tenant, page.resentAsId ?? "")).toMatchObject({
      resendOfId: id,
      state: "accepted",
      plannedBecause: "outbox.because.sentAgain",
    });
    expect(world.provider.control.messages(mobile(1))).toHaveLength(1);
  });

  test("not to a dead number, not a code, not what is of no use, not an advertisement without consent", async () => {
    const dead = await failed(1);
    await inTransaction(tenant, ({ db }) =>
      db.contactPoint.updateMany({ where: { address: mobile(1) }, data: { badSince: noon } }),
    );
    await expect(sendAgain(tenant, dead)).rejects.toMatchObject({ reason: "gate.reasons.BAD_ADDRESS" });
    const code = await failed(2, { resendClass: "code" });
    await expect(sendAgain(tenant, code)).rejects.toMatchObject({ reason: "outbox.again.code" });
    const late = await failed(3, { expiresAt: noon });
    await expect(sendAgain(tenant, late)).rejects.toMatchObject({ reason: "outbox.again.tooLate" });
    const ad = await failed(4, { class: "advertising", resendClass: "sequence" });
    await expect(sendAgain(tenant, ad)).rejects.toMatchObject({
      reason: expect.stringMatching(/^gate\.reasons\./),
    });
    const coming = await text(5, { dueAt: tomorrow });
    await expect(sendAgain(tenant, coming)).rejects.toMatchObject({ reason: "outbox.again.notEnded" });
  });
});
