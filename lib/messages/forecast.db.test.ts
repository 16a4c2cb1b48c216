import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { checkIn } from "@/lib/enrollments/attendance";
import { apply } from "@/lib/enrollments/enrollments";
import { applicationTo, courseWithRun } from "@/lib/enrollments/testing/course-with-run";
import { closeDatabase } from "@/lib/platform/database/pool";
import { closeQueue } from "@/lib/platform/jobs";
import { inTransaction } from "@/lib/platform/tenancy";
import { moveClockTo } from "@/lib/platform/testing/tenant";
import { recordAdvertisingProof } from "@/lib/tenants/advertising-proofs";

import { forecasts } from "./forecast";
import {
  type MessageWorld,
  messageWorld,
  mobile,
  noon,
  person,
  planned,
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
  tenant = await sendingTenant();
});
afterAll(async () => {
  await world.end();
  await closeQueue();
  await closeDatabase();
});

const forecastOf = async (id: string) => (await inTransaction(tenant, (tx) => forecasts(tx, [id]))).get(id);

let number = 0;

/** A text for somebody, due tomorrow at that time of Seoul. */
async function tomorrow(
  time: string,
  given: { text?: string; advertising?: boolean; consents?: boolean } = {},
) {
  const { text = "#{이름}님 안내", advertising = false, consents = false } = given;
  const dueAt = new Date(`2026-11-25T${time}:00+09:00`);
  const messageClass = advertising ? "advertising" : "transactional";
  return planned(tenant, {
    customerId: await person(tenant, mobile(++number), { advertising: consents }),
    dueAt,
    urgent: false,
    class: messageClass,
    templateVersionId: await template(tenant, text, { class: messageClass, urgent: false }),
  });
}

const advert = "(광고)시험 사업장 #{이름}님 초대\n무료수신거부 #{수신거부번호}";

test("send: with the text as it would read, judged at the time it is due and not now", async () => {
  const id = await tomorrow("12:00");
  await moveClockTo("2026-11-24T14:00:00Z");
  expect(await forecastOf(id)).toMatchObject({
    text: "김영희님 안내",
    kind: "sms",
    subject: "",
    outcome: "send",
    reason: null,
    until: null,
  });
});

test("hold: what is due at night waits for the morning, and says until when", async () => {
  expect(await forecastOf(await tomorrow("22:30"))).toMatchObject({
    outcome: "hold",
    reason: "gate.reasons.QUIET_HOURS",
    until: new Date("2026-11-25T23:00:00Z"),
  });
});

test("block: with the reason that will stand at the message", async () => {
  const noProof = await tomorrow("12:00", { text: advert, advertising: true, consents: true });
  expect(await forecastOf(noProof)).toMatchObject({ outcome: "block", reason: "gate.reasons.ROUTE_KR_AD" });
  await recordAdvertisingProof(tenant, {
    provider: "twilio",
    description: "시험",
    validFrom: "2026-01-01",
  });
  expect(await forecastOf(noProof)).toMatchObject({ outcome: "send" });
  const noConsent = await tomorrow("12:00", { text: advert, advertising: true });
  expect(await forecastOf(noConsent)).toMatchObject({ outcome: "block", reason: "gate.reasons.NO_CONSENT" });
});

test("a forecast gives no link away and changes nothing", async () => {
  const id = await tomorrow("12:00", { text: "설정 #{수신거부링크}" });
  expect((await forecastOf(id))?.text).toMatch(/\/preferences\/·{28}$/);
  expect(await inTransaction(tenant, ({ db }) => db.personalLink.count())).toBe(0);
});

test("wait: without an account, and that this is why", async () => {
  const id = await tomorrow("12:00");
  await inTransaction(tenant, ({ db }) => db.providerAccount.updateMany({ data: { active: false } }));
  expect(await forecastOf(id)).toMatchObject({ outcome: "wait", reason: "messages.noAccount" });
});

test("undecided: while attendance is open; decided as soon as somebody came", async () => {
  const { runId, sessionId } = await courseWithRun(tenant);
  const { enrollmentId, customerId } = await apply(tenant, applicationTo(runId, 1));
  const condition = { fact: "attendance.state", is: "in", value: ["attended", "late", "left_early"] };
  const id = await planned(tenant, {
    customerId,
    enrollmentId,
    sessionId,
    condition,
    dueAt: new Date("2026-12-05T09:00:00Z"),
    templateVersionId: await template(tenant, "#{과정}에 와 주셔서 고마워요"),
  });
  await moveClockTo("2026-12-05T04:50:00Z");
  expect(await forecastOf(id)).toMatchObject({
    outcome: "undecided",
    reason: "messages.dependsOnAttendance",
  });
  await checkIn(tenant, { enrollmentId, sessionId, means: "tap" });
  expect(await forecastOf(id)).toMatchObject({ outcome: "send" });
  await inTransaction(tenant, ({ db }) => db.attendance.updateMany({ data: { state: "absent" } }));
  expect(await forecastOf(id)).toMatchObject({ outcome: "undecided", reason: "messages.conditionNotMet" });
});
