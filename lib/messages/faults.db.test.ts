import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { suppressionOf } from "@/lib/customers/suppressions";
import { closeDatabase } from "@/lib/platform/database/pool";
import { closeQueue } from "@/lib/platform/jobs";
import { sendSms } from "@/lib/platform/sms/sms";
import { inTransaction } from "@/lib/platform/tenancy";
import { moveClockTo } from "@/lib/platform/testing/tenant";
import type { FaultInput } from "@/scripts/providers/faults";

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

/**
 * G8: every fault, at the first or the second try, for every class, against the written ends. "Try" is a try that may be
 * made at all: the second follows a 429, which is the only answer after which the protocol itself tries again.
 */
interface End {
  /** The end of the message itself, three hours later. */
  state: string;
  reason: string | null;
  /** How many texts the phone got in the end. */
  texts: number;
  /** Open questions to the owner about it. */
  cards?: number;
  /** The end of the row that was planned in its stead. */
  resent?: string;
}

const sentOnce: End = { state: "accepted", reason: null, texts: 1 };
const parked: End = { state: "unclear", reason: "messages.unclear", texts: 0, cards: 1 };
const lostCode: End = { state: "expired", reason: "messages.codeStale", texts: 0 };
const resent: End = { state: "failed", reason: "messages.resentInstead", texts: 1, resent: "accepted" };
const byClass: Record<ResendClass, End> = { code: lostCode, notice: resent, sequence: parked };
const always = (end: End): Record<ResendClass, End> => ({ code: end, notice: end, sequence: end });

const faults: { name: string; fault: FaultInput; ends: Record<ResendClass, End> }[] = [
  { name: "429", fault: { kind: "throttle", retryAfterSeconds: 20 }, ends: always(sentOnce) },
  {
    name: "400/21610",
    fault: { kind: "bad_request", code: 21610 },
    ends: always({ state: "failed", reason: "messages.refused.opted_out", texts: 0 }),
  },
  {
    name: "400/21211",
    fault: { kind: "bad_request", code: 21211 },
    ends: always({ state: "failed", reason: "messages.refused.bad_number", texts: 0 }),
  },
  {
    name: "400/21999, a code nobody knows (row 91)",
    fault: { kind: "bad_request", code: 21999 },
    ends: always({ state: "failed", reason: "messages.refused.other", texts: 0 }),
  },
  {
    name: "401",
    fault: { kind: "unauthorized" },
    // Certainly not sent, and the fault of the account: planned once more when the account is tried again.
    ends: always({ state: "failed", reason: "messages.refused.config", texts: 1, resent: "accepted" }),
  },
  { name: "500 not sent", fault: { kind: "server_error" }, ends: byClass },
  { name: "500 but sent", fault: { kind: "server_error", sent: true }, ends: always(sentOnce) },
  { name: "timeout not sent", fault: { kind: "timeout" }, ends: byClass },
  { name: "timeout but sent", fault: { kind: "timeout", sent: true }, ends: always(sentOnce) },
  { name: "reset not sent", fault: { kind: "reset" }, ends: byClass },
  { name: "reset but sent", fault: { kind: "reset", sent: true }, ends: always(sentOnce) },
  { name: "junk not sent", fault: { kind: "junk" }, ends: byClass },
  { name: "junk but sent", fault: { kind: "junk", sent: true }, ends: always(sentOnce) },
];
const tries = ["first", "second"] as const;
const classes = ["code", "notice", "sequence"] as const;

let world: MessageWorld;

beforeAll(async () => {
  world = await messageWorld();
});
afterAll(async () => {
  await world.end();
  await closeQueue();
  await closeDatabase();
});

interface Case {
  name: string;
  tenant: Awaited<ReturnType<typeof sendingTenant>>;
  to: string;
  id: string;
  end: End;
}

/** One tenant each, so that no case pauses another's account; all play at the same time. */
async function prepareCase(
  index: number,
  fault: (typeof faults)[number],
  tryNumber: (typeof tries)[number],
  resendClass: ResendClass,
): Promise<Case> {
  const tenant = await sendingTenant();
  const to = mobile(index);
  const id = await planned(tenant, {
    customerId: await person(tenant, to),
    resendClass,
    templateVersionId: await template(tenant, "#{이름}님 안내"),
  });
  const second: FaultInput[] =
    tryNumber === "second" ? [{ kind: "throttle", retryAfterSeconds: 5, to, times: 1 }] : [];
  world.provider.control.addFaults([...second, { ...fault.fault, to, times: 1 }]);
  return {
    name: `${fault.name}, ${tryNumber} try, ${resendClass}`,
    tenant,
    to,
    id,
    end: fault.ends[resendClass],
  };
}

async function endOf({ tenant, to, id }: Case): Promise<End> {
  const rows = await inTransaction(tenant, ({ db }) => db.message.findMany());
  const own = rows.find((row) => row.id === id);
  const again = rows.find((row) => row.resendOfId === id);
  const cards = (await openCards(tenant, "messages.unclear")).length;
  return {
    state: own?.state ?? "gone",
    reason: own?.verdictReason ?? null,
    texts: world.provider.control.messages(to).length,
    ...(cards ? { cards } : {}),
    ...(again ? { resent: again.state } : {}),
  };
}

describe("G8: the fault matrix", () => {
  const cases: Case[] = [];

  beforeAll(async () => {
    await moveClockTo(noon);
    let index = 100;
    for (const fault of faults)
      for (const tryNumber of tries)
        for (const resendClass of classes) {
          index += 1;
          cases.push(await prepareCase(index, fault, tryNumber, resendClass));
        }
    for (const minute of [0, 1, 3, 5, 11, 15, 61, 62, 71, 75, 81, 85, 180]) await world.goTo(minute);
    // Two rounds wait for the fifteen seconds after which a POST counts as unanswered.
  }, 300_000);

  test("every case ends as it is written", async () => {
    const ends: Record<string, End> = {};
    for (const one of cases) ends[one.name] = await endOf(one);
    expect(ends).toEqual(Object.fromEntries(cases.map(({ name, end }) => [name, end])));
    expect(cases).toHaveLength(faults.length * tries.length * classes.length);
  });

  test("21610 stops everything to that number, 21211 marks it as dead", async () => {
    for (const one of cases.filter(({ name }) => name.startsWith("400/21610")))
      expect(await inTransaction(one.tenant, (tx) => suppressionOf(tx, "sms", one.to))).toBe("all");
    for (const one of cases.filter(({ name }) => name.startsWith("400/21211")))
      expect(
        await inTransaction(one.tenant, ({ db }) =>
          db.contactPoint.findFirst({ where: { address: one.to } }),
        ),
      ).toMatchObject({ badReason: "21211" });
  });

  test("what was refused for one number is not tried there again, the others go on", async () => {
    const [stopped] = cases.filter(({ name }) => name.startsWith("400/21610"));
    const { tenant } = stopped as Case;
    const again = await inTransaction(tenant, ({ db }) => db.customer.findFirstOrThrow());
    const templateVersionId = await template(tenant, "#{이름}님 또 안내");
    const id = await planned(tenant, { customerId: again.id, templateVersionId });
    const other = await planned(tenant, { customerId: await person(tenant, mobile(999)), templateVersionId });
    const before = world.provider.control.requests().length;
    await world.goTo(181);
    const states = await inTransaction(tenant, ({ db }) =>
      db.message.findMany({ where: { id: { in: [id, other] } } }),
    );
    expect(Object.fromEntries(states.map((row) => [row.id, row.state]))).toEqual({
      [id]: "blocked",
      [other]: "accepted",
    });
    expect(world.provider.control.requests()).toHaveLength(before + 1);
  });

  test("30005 from a callback marks the number as dead as well (row 89)", async () => {
    const tenant = await sendingTenant();
    const customerId = await person(tenant, mobile(998));
    world.provider.control.setOutcome({ to: mobile(998), status: "undelivered", errorCode: 30005 });
    await planned(tenant, { customerId, templateVersionId: await template(tenant, "안내") });
    await world.goTo(182);
    await world.provider.control.deliverNow({ to: mobile(998) });
    await world.goTo(183);
    expect(await inTransaction(tenant, ({ db }) => db.contactPoint.findFirst())).toMatchObject({
      badReason: "30005",
    });
    expect(await inTransaction(tenant, ({ db }) => db.message.findFirst())).toMatchObject({
      state: "undelivered",
      errorCode: "30005",
    });
  });
});

describe("control: the matrix notices a protocol that tries again by itself", () => {
  test("a naive retry after 500-but-sent reaches the phone twice", async () => {
    const { accountSid, authToken } = await sendingTenant();
    const to = mobile(997);
    world.provider.control.addFaults([{ kind: "server_error", sent: true, to, times: 1 }]);
    const account = { accountSid, authToken, apiBaseUrl: world.provider.url };
    const sms = {
      to,
      from: "+827012345678",
      body: "안내",
      statusCallbackUrl: `${world.provider.url}/nowhere`,
      validityPeriodSeconds: 60,
    };
    for (let tried = 0; tried < 3; tried += 1) if ((await sendSms(account, sms)).kind === "accepted") break;
    expect(world.provider.control.messages(to)).toHaveLength(2);
  });
});
