import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { apply } from "@/lib/enrollments/enrollments";
import { applicationTo, courseWithRun } from "@/lib/enrollments/testing/course-with-run";
import { loadStarter } from "@/lib/follow-ups/starter";
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
import { closeDatabase } from "@/lib/platform/database/pool";
import { newId } from "@/lib/platform/ids";
import { closeQueue } from "@/lib/platform/jobs";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";

import { todayFor } from "./today";

let world: MessageWorld;
let tenant: TenantScope;

beforeAll(async () => {
  world = await messageWorld();
});
beforeEach(async () => {
  await world.goTo(0);
  world.provider.control.reset();
  tenant = await sendingTenant();
});
afterAll(async () => {
  await world.end();
  await closeQueue();
  await closeDatabase();
});

const look = () => todayFor(tenant, { membershipId: newId(), zone: "Asia/Seoul", ownCoursesOnly: null });
const at = (local: string) => new Date(`${local}:00+09:00`);

/** Two people confirmed for 2026-12-05, 14:00 to 16:00. */
async function lecture() {
  await loadStarter(tenant);
  const course = await courseWithRun(tenant);
  for (const number of [1, 2]) await apply(tenant, applicationTo(course.runId, number));
  await world.goTo(1);
  return course;
}

test("the next 24 hours: one line for each time and rule, with how many go and how many cannot", async () => {
  const { runId } = await lecture();
  await world.goTo(at("2026-12-04T09:30"));
  const line = { courseTitle: "혼자서도 되는 동네 마케팅", runId, people: 2, stopped: 0, undecided: 0 };
  expect((await look()).upcoming).toEqual([
    { ...line, at: at("2026-12-04T10:00"), title: "하루 전 안내" },
    { ...line, at: at("2026-12-05T08:30"), title: "당일 오시는 길" },
  ]);
  await inTransaction(tenant, async ({ db, now }) => {
    const [one] = await db.contactPoint.findMany({ take: 1 });
    await db.contactPoint.updateMany({ where: { id: one?.id as string }, data: { badSince: now } });
  });
  expect((await look()).upcoming.map(({ stopped }) => stopped)).toEqual([1, 1]);
  await world.goTo(at("2026-12-05T12:00"));
  expect((await look()).upcoming).toMatchObject([
    { at: at("2026-12-05T18:00"), title: "감사 인사와 설문", people: 2, stopped: 1, undecided: 1 },
  ]);
});

test("unmarked attendance is asked for by the clock, and past its deadline the default stands: absent", async () => {
  await lecture();
  await world.goTo(at("2026-12-05T16:01"));
  const [question, ...more] = (await look()).decisions;
  expect(more).toEqual([]);
  expect(question).toMatchObject({
    kind: "attendance.unmarked",
    defaultKey: "absent",
    deadline: at("2026-12-06T12:00"),
    question: { title: { values: { count: 2 } } },
  });
  const states = () =>
    inTransaction(tenant, async ({ db }) =>
      (await db.attendance.findMany({ select: { state: true, means: true } })).map(
        ({ state, means }) => `${state} by ${means}`,
      ),
    );
  await world.goTo(at("2026-12-06T11:59"));
  expect(await states()).toEqual([]);
  await world.goTo(at("2026-12-06T12:00"));
  expect(await states()).toEqual(["absent by default", "absent by default"]);
  expect((await look()).decisions).toEqual([]);
  const thanks = await inTransaction(tenant, ({ db }) =>
    db.message.findMany({ where: { purpose: "follow_up:thanks" }, select: { state: true } }),
  );
  expect(thanks.map(({ state }) => state)).toEqual(["cancelled", "cancelled"]);
  const closed = await inTransaction(tenant, ({ db }) => db.decision.findMany({ select: { state: true } }));
  expect(closed).toEqual([{ state: "defaulted" }]);
});

test("a text of which nobody knows whether it left is a card with its question, default and deadline", async () => {
  const id = await planned(tenant, {
    customerId: await person(tenant, mobile(1)),
    resendClass: "sequence",
    templateVersionId: await template(tenant, "#{이름}님 안내"),
  });
  world.provider.control.addFaults([{ kind: "server_error", sent: false, times: 1 }]);
  await world.goTo(0);
  for (const minute of [2, 10, 60]) await world.goTo(minute);
  expect((await look()).decisions).toMatchObject([
    {
      kind: "messages.unclear",
      subjectKind: "message",
      subjectId: id,
      question: { title: { key: "unclear.title", values: { name: "김영희" } } },
      options: [{ key: "resend" }, { key: "leave" }],
      defaultKey: "leave",
      deadline: new Date(noon.getTime() + (60 + 6 * 60) * 60_000),
    },
  ]);
});
