import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";

import { closeDatabase } from "@/lib/platform/database/pool";
import { closeQueue } from "@/lib/platform/jobs";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { moveClockTo } from "@/lib/platform/testing/tenant";

import { sendDue } from "../messages";
import { recordSender, retireSender, senderNumbers } from "../senders/sender-numbers";
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
} from "../testing/message-world";
import { changeCaps, changeCountries, changeFrequency, changeTestMode, limitsOf, usedNow } from "./limits";
import {
  changeStanding,
  operatorLog,
  pausePlatform,
  pauseSending,
  platformPause,
  resumePlatform,
  resumeSending,
} from "./switches";

let world: MessageWorld;
let tenant: TenantScope & { accountId: string };
const operator = { id: "00000000-0000-7000-8000-000000000001", name: "운영자" };

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

const version = async () => (await limitsOf(tenant)).version;
const open = {
  perHour: 100_000,
  perDay: 100_000,
  dayWon: 1_000_000,
  monthWon: 10_000_000,
  abroadWon: 1_000_000,
};
const stateOf = async (id: string) => {
  const { state, verdictReason } = await messageOf(tenant, id);
  return verdictReason ? `${state} ${verdictReason.replace("gate.reasons.", "")}` : state;
};
const posted = () => world.provider.control.messages().length;

async function crowd(
  of: TenantScope,
  count: number,
  given: { advertising?: boolean } = {},
): Promise<string[]> {
  const templateVersionId = await template(of, "안내 #{이름}");
  return Promise.all(
    Array.from({ length: count }, async (_, index) =>
      planned(of, { customerId: await person(of, mobile(index + 1), given), templateVersionId }),
    ),
  );
}

const throwIt = (error: unknown) => {
  throw error;
};

/** More than a worker hands over at once. */
/** More than a worker has on the wire at once. */
const people = 140;

/** Sends to many people; once the first have gone, `stop` is thrown. How many left, and how many might have when it was thrown. */
async function flood(stop: () => Promise<void>) {
  const ids = await crowd(tenant, people);
  const sent = sendDue(tenant, ids, { onError: throwIt });
  await vi.waitFor(() => expect(posted()).toBeGreaterThan(0), { interval: 2, timeout: 20_000 });
  await stop();
  const onTheWire = await inTransaction(tenant, ({ db }) =>
    db.message.count({ where: { submittedAt: { not: null } } }),
  );
  await sent;
  return { left: posted(), onTheWire };
}

describe("a kill switch in the middle of a flood (row 120)", () => {
  test("the tenant's own: not one message leaves that was not on the wire; afterwards the rest goes", async () => {
    const { left, onTheWire } = await flood(() => pauseSending(tenant, { reason: "잘못 나가고 있어요" }));
    expect(left).toBe(onTheWire);
    expect(left).toBeLessThan(people);
    expect((await limitsOf(tenant)).paused).toMatchObject({ reason: "잘못 나가고 있어요" });
    const waiting = await inTransaction(tenant, ({ db }) =>
      db.message.count({ where: { state: "held", verdictReason: "gate.reasons.SENDING_PAUSED" } }),
    );
    expect(waiting).toBe(people - left);
    await resumeSending(tenant);
    await world.goTo(0);
    expect(posted()).toBe(people);
  });

  test("the operator's for all, with their name and reason", async () => {
    const { left, onTheWire } = await flood(() => pausePlatform(operator, { reason: "통신사 장애" }));
    try {
      expect(left).toBe(onTheWire);
      expect(left).toBeLessThan(people);
      expect(await platformPause()).toMatchObject({ by: "운영자", reason: "통신사 장애" });
      const other = await sendingTenant();
      const [id = ""] = await crowd(other, 1);
      await world.goTo(0);
      expect(await messageOf(other, id)).toMatchObject({ verdictReason: "gate.reasons.PLATFORM_PAUSED" });
    } finally {
      await resumePlatform(operator, { reason: "복구됨" });
    }
    expect((await operatorLog()).slice(0, 2).map(({ act, reason }) => [act, reason])).toEqual([
      ["sending_resumed", "복구됨"],
      ["sending_paused", "통신사 장애"],
    ]);
  });

  test("control: a switch that the gate does not read stops nothing", async () => {
    const other = await sendingTenant();
    const { left } = await flood(() => pauseSending(other, { reason: "다른 곳" }));
    expect(left).toBe(people);
  });

  test("a suspended tenant's information goes when the operator lets it", async () => {
    const { slug } = await inTransaction(tenant, ({ db }) =>
      db.tenant.findUniqueOrThrow({ where: { id: tenant.tenantId } }),
    );
    const [id = ""] = await crowd(tenant, 1);
    await changeStanding(operator, { slug, act: "suspend", reason: "스팸 신고" });
    await world.goTo(0);
    expect(await stateOf(id)).toBe("held TENANT_SUSPENDED");
    await changeStanding(operator, { slug, act: "release", reason: "예약 안내는 필요함" });
    await world.goTo(0);
    expect(await stateOf(id)).toBe("accepted");
  });
});

test("200 due at once with 50 left: exactly 50 at the provider, 50 in the ledger, 50 counted (G17)", async () => {
  await changeCaps(tenant, { version: await version(), ...open, perDay: 50 });
  const ids = await crowd(tenant, 200);
  await Promise.all(
    [0, 1, 2, 3].map((part) => sendDue(tenant, ids.slice(part * 50, part * 50 + 50), { onError: throwIt })),
  );
  const entries = await inTransaction(tenant, ({ db }) => db.budgetEntry.findMany());
  const used = await usedNow(tenant);
  expect([posted(), entries.length, used.hour, used.day]).toEqual([50, 50, 50, 50]);
  expect(used.dayMoney).toBe(entries.reduce((sum, { reserved }) => sum + reserved, 0n));
  const held = await inTransaction(tenant, ({ db }) =>
    db.message.findFirstOrThrow({ where: { state: "held", verdictReason: "gate.reasons.DAY_CAP" } }),
  );
  expect(held.heldUntil).toEqual(new Date("2026-11-24T15:00:00Z"));
  await world.goTo(new Date("2026-11-24T15:00:00Z"));
  const left = await inTransaction(tenant, ({ db }) => db.message.count({ where: { state: "accepted" } }));
  expect(left).toBe(100);
});

test("what the provider refuses or fails gives its money back; what it delivers keeps it", async () => {
  const { control } = world.provider;
  const templateVersionId = await template(tenant, "안내");
  const to = async (number: string) =>
    planned(tenant, { customerId: await person(tenant, number), templateVersionId });
  const refused = await to("+15005550009");
  const [good, bad] = [await to(mobile(1)), await to(mobile(2))];
  await world.goTo(0);
  expect(await stateOf(refused)).toMatch(/^failed messages.refused/);
  const reserved = await usedNow(tenant);
  expect(reserved.day).toBe(2);
  control.setOutcome({ to: mobile(2), status: "failed", errorCode: 30008 });
  await control.deliverNow();
  await world.goTo(1);
  expect([await stateOf(good), await stateOf(bad)]).toEqual(["delivered", "failed"]);
  const used = await usedNow(tenant);
  expect(used).toMatchObject({ day: 2, dayMoney: reserved.dayMoney / 2n });
});

test("advertising is counted over all rules for one person: the third waits for its week, information does not", async () => {
  await changeFrequency(tenant, { version: await version(), advertisingTimes: 2, advertisingDays: 7 });
  await inTransaction(tenant, ({ db, tenantId, now }) =>
    db.advertisingProof.create({
      data: {
        tenantId,
        id: tenant.accountId,
        provider: "twilio",
        description: "-",
        recordedBy: "-",
        validFrom: now,
      },
    }),
  );
  const customerId = await person(tenant, mobile(1), { advertising: true });
  const ad = async (number: number) =>
    planned(tenant, {
      customerId,
      class: "advertising",
      templateVersionId: await template(
        tenant,
        `(광고)시험 사업장 새 과정 ${number}\n무료수신거부 080-123-4567`,
        {
          class: "advertising",
        },
      ),
    });
  const ids = [await ad(1), await ad(2), await ad(3)];
  await world.goTo(0);
  const states = await Promise.all(ids.map(stateOf));
  expect(states.toSorted()).toEqual(["accepted", "accepted", "held TOO_OFTEN"]);
  const held = ids[states.indexOf("held TOO_OFTEN")] ?? "";
  expect((await messageOf(tenant, held)).heldUntil).toEqual(new Date(noon.getTime() + 7 * 86_400_000));
  const notice = await planned(tenant, { customerId, templateVersionId: await template(tenant, "안내") });
  await world.goTo(1);
  expect(await stateOf(notice)).toBe("accepted");
  await world.goTo(7 * 24 * 60);
  expect(await stateOf(held)).toBe("accepted");
});

test("numbers of a closed country, and people who are not listed in test mode, get nothing", async () => {
  await changeCountries(tenant, { version: await version(), countries: ["KR"] });
  const templateVersionId = await template(tenant, "Hello");
  const abroad = await planned(tenant, {
    customerId: await person(tenant, "+12025550123"),
    templateVersionId,
  });
  await world.goTo(0);
  expect(await stateOf(abroad)).toBe("blocked COUNTRY_NOT_ALLOWED");
  await changeTestMode(tenant, {
    version: await version(),
    testMode: true,
    addresses: "010-2000-0001\nme@example.com",
  });
  const [listed, other] = await Promise.all(
    [1, 2].map(async (number) =>
      planned(tenant, { customerId: await person(tenant, mobile(number)), templateVersionId }),
    ),
  );
  await world.goTo(1);
  expect([await stateOf(listed ?? ""), await stateOf(other ?? "")]).toEqual([
    "accepted",
    "blocked TEST_MODE",
  ]);
});

test("a text to Korea waits for the proof of its number, and goes when it is recorded", async () => {
  const [known] = await senderNumbers(tenant);
  await retireSender(tenant, { id: known?.id ?? "" });
  const [id = ""] = await crowd(tenant, 1);
  await world.goTo(0);
  expect(await stateOf(id)).toBe("held SENDER_NOT_REGISTERED");
  const proof = {
    proof: "service_certificate",
    description: "증명원 1호",
    registeredOn: "2026-11-01",
  } as const;
  await expect(recordSender(tenant, { ...proof, number: "0504-123-4567" })).rejects.toMatchObject({
    reason: "texting.senders.refused.redirect",
  });
  await expect(
    recordSender(tenant, { ...proof, number: sender, proof: "phone_verification" }),
  ).rejects.toMatchObject({
    reason: "texting.senders.otherProof",
  });
  await recordSender(tenant, { ...proof, number: sender, validUntil: "2026-11-23" });
  await world.goTo(10);
  expect(await stateOf(id)).toBe("held SENDER_NOT_REGISTERED");
  expect(await recordSender(tenant, { ...proof, number: sender })).toMatchObject({ mayBeFiltered: true });
  await world.goTo(11);
  expect(await stateOf(id)).toBe("accepted");
});
