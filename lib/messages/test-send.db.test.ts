import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { closeDatabase } from "@/lib/platform/database/pool";
import { newId } from "@/lib/platform/ids";
import { closeQueue } from "@/lib/platform/jobs";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { moveClockTo } from "@/lib/platform/testing/tenant";
import { makeTenant } from "@/lib/tenants/tenants";

import { limitsOf, usedNow } from "./limits/limits";
import { pauseSending, resumeSending } from "./limits/switches";
import { ownAddress } from "./own-address";
import { confirmOwnPhone, nameOwnPhone } from "./own-phone";
import { readiness } from "./readiness/readiness";
import { sendTest } from "./test-send";
import { type MessageWorld, makeSending, messageWorld, noon } from "./testing/message-world";

let world: MessageWorld;
let owner: TenantScope;

beforeAll(async () => {
  world = await messageWorld();
});
beforeEach(async () => {
  await moveClockTo(noon);
  world.provider.control.reset();
  const unique = newId().slice(-12);
  const made = await makeTenant({
    slug: `t${unique}`,
    name: "시험 사업장",
    owner: { email: `owner-${unique}@dangol.test`, name: "김하나" },
  });
  owner = made.owner;
  await makeSending(owner);
});
afterAll(async () => {
  await world.end();
  await closeQueue();
  await closeDatabase();
});

const mine = "+821020000001";
const texts = () => world.provider.control.messages(mine).map(({ body }) => body);
const reason = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error) => error.reason as string,
  );
const tests = () => inTransaction(owner, ({ db }) => db.testSend.findMany({ orderBy: { sentAt: "asc" } }));
const test1 = { channel: "sms", body: "시험이에요" } as const;

async function confirmed() {
  await nameOwnPhone(owner, { number: "010-2000-0001" });
  const code = /\d{6}/.exec(texts()[0] ?? "")?.[0] ?? "";
  expect(await reason(confirmOwnPhone(owner, { code: code === "000000" ? "000001" : "000000" }))).toBe(
    "texting.test.codeWrong",
  );
  await confirmOwnPhone(owner, { code });
  return code;
}

test("goes to the member's own number once it is confirmed, by one POST, and counts like any message", async () => {
  expect(await reason(sendTest(owner, test1))).toBe("texting.test.noOwnNumber");
  const code = await confirmed();
  expect(await reason(confirmOwnPhone(owner, { code }))).toBe("texting.test.codeOver");
  expect(await sendTest(owner, test1)).toEqual({ outcome: "accepted", detail: null, to: mine });
  expect(texts()).toEqual([expect.stringContaining(code), "시험이에요"]);
  expect(await tests()).toMatchObject([{ state: "accepted" }, { state: "accepted", kind: "sms" }]);
  expect(await usedNow(owner)).toMatchObject({ hour: 2, day: 2 });
  expect((await readiness(owner)).find(({ check }) => check === "tested")?.done).toBe(true);
  expect(await inTransaction(owner, ({ db }) => db.message.count())).toBe(0);
  expect((await ownAddress(owner, "email"))?.address).toMatch(/^owner-/);
});

test("obeys the kill switch and the limits; what the provider says is told, given back, and never sent again", async () => {
  await confirmed();
  await pauseSending(owner, { reason: "멈춤" });
  expect(await reason(sendTest(owner, test1))).toBe("gate.reasons.SENDING_PAUSED");
  await resumeSending(owner);
  world.provider.control.addFaults([{ kind: "bad_request", to: mine, code: 21606 }]);
  const refused = await sendTest(owner, test1);
  expect(refused).toMatchObject({ outcome: "refused", detail: expect.stringContaining("21606") });
  expect((await usedNow(owner)).day).toBe(1);
  await inTransaction(owner, ({ db }) => db.sendingLimits.updateMany({ data: { perHour: 1 } }));
  expect((await limitsOf(owner)).perHour).toBe(1);
  expect(await reason(sendTest(owner, test1))).toBe("gate.reasons.HOUR_CAP");
  await world.goTo(60);
  expect(texts()).toHaveLength(1);
});

test("control: without the proof of the sender nothing leaves, and ten in an hour are enough", async () => {
  await confirmed();
  await inTransaction(owner, ({ db, now }) => db.senderNumber.updateMany({ data: { retiredAt: now } }));
  expect(await reason(sendTest(owner, test1))).toBe("gate.reasons.SENDER_NOT_REGISTERED");
  await inTransaction(owner, ({ db }) => db.senderNumber.updateMany({ data: { retiredAt: null } }));
  const answers: string[] = [];
  for (let again = 0; again < 10; again += 1) answers.push(await reason(sendTest(owner, test1)));
  expect(answers).toEqual([...Array(8).fill("done"), ...Array(2).fill("texting.test.tooMany")]);
});
