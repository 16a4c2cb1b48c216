import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { makeAccount } from "@/lib/accounts/accounts";
import { ask } from "@/lib/decisions/decisions";
import {
  type MessageWorld,
  messageWorld,
  mobile,
  noon,
  person,
  planned,
  sendingTenant,
  template,
} from "@/lib/messages/testing/message-world";
import { closeDatabase, databasePool } from "@/lib/platform/database/pool";
import { newId } from "@/lib/platform/ids";
import { closeQueue } from "@/lib/platform/jobs";
import { startPushReceiver } from "@/lib/platform/push/testing/push-receiver";
import { inTransaction, outsideTenants, type TenantScope } from "@/lib/platform/tenancy";
import { moveClockTo } from "@/lib/platform/testing/tenant";
import { addHours } from "@/lib/platform/zoned-time";
import { type SmtpServer, startSmtpServer } from "@/scripts/providers/smtp/smtp";
import { openAlarms } from "./alarms";
import { addDevice, removeDevice } from "./devices";
import { beat, endBeat, watchSending } from "./heartbeat";
import { tellOfDecisions } from "./tell-devices";

let world: MessageWorld;
let smtp: SmtpServer;
let push: Awaited<ReturnType<typeof startPushReceiver>>;
let tenant: TenantScope;
let owner: { id: string; email: string };

beforeAll(async () => {
  smtp = await startSmtpServer();
  vi.stubEnv("SMTP_URL", smtp.url);
  world = await messageWorld();
  push = await startPushReceiver();
});
beforeEach(async () => {
  await moveClockTo(noon);
  world.provider.control.reset();
  push.answer(201);
  push.received.length = 0;
  tenant = await sendingTenant();
  owner = await memberOf(tenant, "owner");
});
afterAll(async () => {
  await world.end();
  await Promise.all([smtp.close(), push.close()]);
  await closeQueue();
  await closeDatabase();
});

async function memberOf({ tenantId }: TenantScope, role: string) {
  const email = `${newId()}@people.dangol.test`;
  const { id } = await outsideTenants((tx) => makeAccount(tx, { email, name: "김하나" }));
  const membershipId = newId();
  await inTransaction(tenant, ({ db, now }) =>
    db.membership.create({ data: { tenantId, id: membershipId, accountId: id, role, createdAt: now } }),
  );
  return { id, email, membershipId };
}

const minutesLater = (minutes: number) => moveClockTo(new Date(noon.getTime() + minutes * 60_000));
const alarms = async () => (await inTransaction(tenant, openAlarms)).map(({ kind }) => kind);
const mails = () => smtp.mails(owner.email).map(({ subject }) => subject);

async function messageDueNow() {
  const customerId = await person(tenant, mobile(Math.floor(Math.random() * 1_000_000)));
  return planned(tenant, { customerId, templateVersionId: await template(tenant, "내일 뵐게요") });
}

describe("a worker that is silent", () => {
  test("is told once by mail and on the owner's devices, shown on Today, and told again after it came back", async () => {
    const phone = push.browser("phone");
    await addDevice(owner, phone);
    await messageDueNow();
    await minutesLater(4);
    await watchSending();
    expect([await alarms(), mails()]).toEqual([[], []]);
    await minutesLater(6);
    await Promise.all([watchSending(), watchSending(), watchSending()]);
    await watchSending();
    expect(await alarms()).toEqual(["worker"]);
    expect(mails()).toEqual(["[시험 사업장] 예약된 메시지가 나가지 않고 있어요"]);
    expect(smtp.mails(owner.email)[0]?.text).toContain(`/today`);
    expect(push.received.map(({ words }) => words)).toEqual([
      {
        title: "시험 사업장",
        body: "예약된 메시지가 나가지 않고 있어요. 눌러서 확인해 주세요.",
        url: expect.stringMatching(/^\/t\/\w+\/today$/),
        tag: "alarm-worker",
      },
    ]);
    // A worker is there again: before it has sent anything, the alarm is over.
    const workerId = newId();
    await beat(workerId);
    await watchSending();
    expect(await alarms()).toEqual([]);
    // Its last sign of life grows old.
    await databasePool().query("UPDATE worker_beat SET beat_at = beat_at - interval '4 minutes'");
    await watchSending();
    expect([await alarms(), mails().length]).toEqual([["worker"], 2]);
    await endBeat(workerId);
  });

  test("control: with a worker that lives, and with nothing due, there is no alarm however late it is", async () => {
    const workerId = newId();
    await beat(workerId);
    await messageDueNow();
    await minutesLater(600);
    await watchSending();
    expect([await alarms(), mails()]).toEqual([[], []]);
    await world.worker.runUntilCalm();
    await endBeat(workerId);
    await watchSending();
    expect([await alarms(), mails()]).toEqual([[], []]);
  });

  test("what could not be mailed is mailed later", async () => {
    smtp.addFaults([{ kind: "throttle", to: owner.email, times: 1 }]);
    await messageDueNow();
    await minutesLater(6);
    await watchSending();
    expect([await alarms(), mails()]).toEqual([["worker"], []]);
    await watchSending();
    expect(mails()).toHaveLength(1);
  });
});

describe("a provider that is silent", () => {
  async function threeTroubles() {
    world.provider.control.addFaults([{ kind: "server_error" }]);
    for (let count = 0; count < 3; count += 1) await messageDueNow();
    await world.goTo(0);
  }

  test("is told once, and no more after one good answer", async () => {
    await threeTroubles();
    await minutesLater(9);
    await watchSending();
    expect(await alarms()).toEqual([]);
    await minutesLater(11);
    await watchSending();
    await watchSending();
    expect(await alarms()).toEqual(["provider"]);
    expect(mails()).toEqual(["[시험 사업장] 발송사가 메시지를 받지 않아요"]);
    world.provider.control.clearFaults();
    await messageDueNow();
    await world.goTo(12);
    await watchSending();
    expect(await alarms()).toEqual([]);
  });

  test("control: three refusals that are about the recipients are no silence", async () => {
    world.provider.control.addFaults([{ kind: "bad_request", code: 21_211 }]);
    for (let count = 0; count < 3; count += 1) await messageDueNow();
    await world.goTo(0);
    await minutesLater(30);
    await watchSending();
    expect(await alarms()).toEqual([]);
  });
});

describe("devices", () => {
  const question = (id = newId()) => ({
    kind: "test.question",
    subject: { kind: "customer", id },
    question: { kicker: { key: "x" }, title: { key: "x" } },
    options: [{ key: "yes", label: { key: "x" } }],
    default: "yes",
    deadline: addHours(noon, 48),
  });
  const askOne = () => inTransaction(tenant, (tx) => ask(tx, question()));
  const bodies = () => push.received.map(({ path, words }) => [path, (words as { body: string }).body]);

  test("are told how much there is to decide, without a word about anybody, at most every half hour and by day", async () => {
    const instructor = await memberOf(tenant, "instructor");
    await addDevice(owner, push.browser("owner"));
    await addDevice(instructor, push.browser("instructor"));
    await askOne();
    await askOne();
    await tellOfDecisions(tenant);
    expect(bodies()).toEqual([["/owner", "확인할 일이 2개 있어요"]]);
    await askOne();
    await minutesLater(29);
    await tellOfDecisions(tenant);
    expect(bodies()).toHaveLength(1);
    await moveClockTo("2026-11-24T12:00:00Z");
    await tellOfDecisions(tenant);
    expect(bodies()).toHaveLength(1);
    await moveClockTo("2026-11-24T23:00:00Z");
    await tellOfDecisions(tenant);
    expect(bodies().at(-1)).toEqual(["/owner", "확인할 일이 3개 있어요"]);
  });

  test("that are gone are forgotten, those that fail are kept, those of who left are silent", async () => {
    await addDevice(owner, push.browser("owner"));
    await askOne();
    const kept = () => inTransaction(tenant, ({ db }) => db.pushSubscription.count());
    push.answer(500);
    await tellOfDecisions(tenant);
    expect([push.received.length, await kept()]).toEqual([1, 1]);
    push.answer(410);
    await minutesLater(31);
    await tellOfDecisions(tenant);
    expect([push.received.length, await kept()]).toEqual([2, 0]);
    push.answer(201);
    const left = await memberOf(tenant, "staff");
    await addDevice(left, push.browser("left"));
    await inTransaction(tenant, ({ db, now }) =>
      db.membership.updateMany({ where: { id: left.membershipId }, data: { removedAt: now } }),
    );
    await minutesLater(62);
    await tellOfDecisions(tenant);
    expect(push.received).toHaveLength(2);
  });

  test("belong to every desk of their account, once each; their addresses are not readable in the table", async () => {
    const phone = push.browser("phone");
    await addDevice(owner, phone);
    await addDevice(owner, phone);
    const [row, ...more] = await inTransaction(tenant, ({ db }) => db.pushSubscription.findMany());
    expect(more).toEqual([]);
    expect(JSON.stringify(row)).not.toContain(phone.endpoint);
    const elsewhere = { ...phone, endpoint: "https://attacker.example/x" };
    await expect(addDevice(owner, elsewhere)).rejects.toMatchObject({ reason: "alerts.unknownService" });
    await removeDevice(await memberOf(tenant, "staff"), phone.endpoint);
    const count = () => inTransaction(tenant, ({ db }) => db.pushSubscription.count());
    expect(await count()).toBe(1);
    await removeDevice(owner, phone.endpoint);
    expect(await count()).toBe(0);
  });
});
