import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { closeDatabase } from "@/lib/platform/database/pool";
import { newId } from "@/lib/platform/ids";
import { closeQueue } from "@/lib/platform/jobs";
import { mergeStatus, type ProviderStatus } from "@/lib/platform/sms/status-rank";
import { inTransaction } from "@/lib/platform/tenancy";
import { moveClockTo } from "@/lib/platform/testing/tenant";
import { recordAdvertisingProof } from "@/lib/tenants/advertising-proofs";
import { isLongRun } from "@/scripts/checks/long-run";
import { applyCallback, receiveStatus } from "./callbacks";
import { receiveInbound } from "./inbound";
import { sendDue } from "./messages";
import {
  type MessageWorld,
  messageOf,
  messageWorld,
  mobile,
  noon,
  person,
  planned,
  sender,
  sendingTenant,
  template,
} from "./testing/message-world";

let world: MessageWorld;
let tenant: Awaited<ReturnType<typeof sendingTenant>>;

beforeAll(async () => {
  world = await messageWorld();
});
beforeEach(async () => {
  await moveClockTo(noon);
  world.provider.control.reset();
  tenant = await sendingTenant();
});
afterAll(async () => {
  await world.end();
  await closeQueue();
  await closeDatabase();
});

const throwIt = (error: unknown) => {
  throw error;
};

describe("G9: callbacks in any order", () => {
  const heard: ProviderStatus[] = ["queued", "sent", "delivered", "undelivered", "failed"];
  /** What a set of statuses must end as: a handset's receipt outweighs a carrier's guess. */
  const endOf = (statuses: readonly ProviderStatus[]) =>
    (["delivered", "undelivered", "failed", "sent", "queued"] as const).find((one) => statuses.includes(one));

  test("10,000 sequences with repetitions end by what was in them, not by their order", () => {
    const sequence = fc.array(fc.constantFrom(...heard), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(sequence, (statuses) => {
        const end = statuses.reduce<ProviderStatus | null>(mergeStatus, null);
        expect(end).toBe(endOf(statuses));
      }),
      { numRuns: 10_000 },
    );
  });

  test("control: taking the newest word instead is wrong", () => {
    const newest = (_: ProviderStatus | null, word: ProviderStatus) => word;
    const late: ProviderStatus[] = ["delivered", "sent"];
    expect(late.reduce<ProviderStatus | null>(newest, null)).not.toBe(endOf(late));
  });

  test("the same through the database, also for a message whose answer was lost", async () => {
    const customerId = await person(tenant, mobile(1));
    const templateVersionId = await template(tenant, "#{이름}님 안내");
    const sequence = fc.array(fc.constantFrom(...heard), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(sequence, fc.boolean(), async (statuses, answerLost) => {
        const id = await planned(tenant, { customerId, templateVersionId });
        const callbackId = newId();
        const providerSid = `SM${newId().replaceAll("-", "")}`;
        await inTransaction(tenant, ({ db }) =>
          db.message.updateMany({
            where: { id },
            data: {
              callbackId,
              state: answerLost ? "unclear" : "accepted",
              providerSid: answerLost ? null : providerSid,
            },
          }),
        );
        for (const status of statuses)
          await receiveStatus(tenant, { callbackId, providerSid, status, errorCode: null });
        const kept = await inTransaction(tenant, ({ db }) =>
          db.providerCallback.findMany({ where: { callbackId } }),
        );
        for (const one of [...kept, ...kept].sort(() => Math.random() - 0.5))
          await applyCallback(tenant, one.id);
        const end = endOf(statuses);
        expect(await messageOf(tenant, id)).toMatchObject({
          providerStatus: end,
          providerSid,
          state: end === "queued" ? "accepted" : end,
        });
      }),
      { numRuns: 60 },
    );
  }, 120_000);
});

describe("G11: STOP at any instant", () => {
  /** A thousand people, or forty. */
  const people = isLongRun ? 1_000 : 40;
  const patienceMs = isLongRun ? 900_000 : 120_000;
  const steps = 6;
  /** So many stop in each week. */
  const stopping = Math.ceil(people / steps);

  /** Six texts, a week apart, for each of them; half are advertising. */
  async function sequenceFor(advertising: boolean): Promise<void> {
    const text = "(광고)시험 사업장 #{이름}님 초대\n무료수신거부 #{수신거부번호}";
    const templateVersionId = advertising
      ? await template(tenant, text, { class: "advertising", resendClass: "sequence" })
      : await template(tenant, "#{이름}님 안내", { resendClass: "sequence" });
    for (let number = 0; number < people; number += 1) {
      const customerId = await person(tenant, mobile(number), { advertising });
      for (let step = 0; step < steps; step += 1)
        await planned(tenant, {
          customerId,
          templateVersionId,
          class: advertising ? "advertising" : "transactional",
          resendClass: "sequence",
          purpose: `follow_up:sequence_${step}_${number}`,
          dueAt: new Date(noon.getTime() + step * 7 * 86_400_000),
        });
    }
  }

  const stop = (number: number, body: string) =>
    receiveInbound(tenant, {
      providerSid: `SM${newId().replaceAll("-", "")}`,
      from: mobile(number),
      to: sender,
      body,
      optOutType: null,
    });

  test.each([
    ["STOP", false],
    ["수신거부", true],
  ])(
    "%s, while two senders work: nothing reaches the provider after it is committed",
    async (body, advertising) => {
      await recordAdvertisingProof(tenant, {
        provider: "twilio",
        description: "시험",
        validFrom: "2026-01-01",
      });
      await sequenceFor(advertising);
      const stoppedAt = new Map<number, number>();
      for (let step = 0; step < steps; step += 1) {
        await moveClockTo(new Date(noon.getTime() + step * 7 * 86_400_000));
        const due = await inTransaction(tenant, ({ db, now }) =>
          db.message.findMany({ where: { state: "planned", dueAt: { lte: now } }, select: { id: true } }),
        );
        const ids = due.map(({ id }) => id);
        const stops = Array.from({ length: stopping }, (_, index) => step * stopping + index)
          .filter((number) => number < people)
          .map(async (number) => {
            await new Promise((resolve) => setTimeout(resolve, Math.random() * 60));
            await stop(number, body);
            stoppedAt.set(number, Date.now());
          });
        await Promise.all([
          sendDue(tenant, ids, { onError: throwIt }),
          sendDue(tenant, [...ids].reverse(), { onError: throwIt }),
          ...stops,
        ]);
      }
      expect(stoppedAt.size).toBe(people);
      // One that had passed the gate before may be on the wire for a moment; it was handed over before the STOP.
      const wire = 1000;
      for (const [number, at] of stoppedAt) {
        const later = world.provider.control
          .messages(mobile(number))
          .filter((one) => Date.parse(one.receivedAtRealTime) > at + wire);
        expect(later).toEqual([]);
        const submitted = await inTransaction(tenant, ({ db }) =>
          db.message.count({
            where: {
              customer: { is: { contactPoints: { some: { address: mobile(number) } } } },
              state: { in: ["planned", "held", "claimed"] },
            },
          }),
        );
        expect(submitted).toBe(0);
      }
      const stopStep = (number: number) => Math.floor(number / stopping);
      for (const number of stoppedAt.keys())
        expect(world.provider.control.messages(mobile(number)).length).toBeLessThanOrEqual(
          stopStep(number) + 1,
        );
    },
    patienceMs,
  );

  test("control: without the suppression the sequence goes on", async () => {
    const customerId = await person(tenant, mobile(0));
    const id = await planned(tenant, {
      customerId,
      templateVersionId: await template(tenant, "#{이름}님 안내"),
    });
    await stop(0, "STOP");
    await inTransaction(tenant, async ({ db }) => {
      await db.suppression.deleteMany({});
      await db.message.updateMany({ where: { state: "cancelled" }, data: { state: "planned" } });
    });
    await sendDue(tenant, [id], { onError: throwIt });
    expect(world.provider.control.messages(mobile(0))).toHaveLength(1);
  });
});
