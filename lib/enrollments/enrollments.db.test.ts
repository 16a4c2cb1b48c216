import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { changeVisibility } from "@/lib/courses/courses";
import { makeRun } from "@/lib/courses/runs";
import { publishDefinition } from "@/lib/definitions/definitions";
import { closeDatabase } from "@/lib/platform/database/pool";
import { closeQueue } from "@/lib/platform/jobs";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { makeTenant, moveClockTo } from "@/lib/platform/testing/tenant";

import { approve, confirmPayment, decline, putOnWaitlist } from "./approval";
import { cancel, cancelByLink } from "./cancellation";
import { changePlaces, move, moveByLink, otherDates } from "./change";
import { addByStaff, apply } from "./enrollments";
import { ownEnrollment } from "./own-enrollment";
import { applicationTo, courseWithRun, seatsOf } from "./testing/course-with-run";
import { resizeRun } from "./waitlist";

const ownerScope = async () => {
  const tenant = await makeTenant();
  return { ...tenant, actor: { kind: "member" as const, id: null, name: "원장" } };
};

const reasonOf = (attempt: Promise<unknown>): Promise<string> =>
  attempt.then(
    () => "accepted",
    (error: unknown) => (error instanceof Refusal ? error.reason : Promise.reject(error)),
  );

const eventsOf = (tenant: TenantScope, subjectId: string) =>
  inTransaction(tenant, async ({ db }) => {
    const events = await db.event.findMany({
      where: { subjectId },
      orderBy: { id: "asc" },
      select: { type: true },
    });
    return events.map(({ type }) => type);
  });

beforeAll(() => moveClockTo("2026-11-23T03:00:00Z"));
afterAll(async () => {
  await closeQueue();
  await closeDatabase();
});

describe("applying", () => {
  it("confirms in a free course, records the consent given and nothing for the boxes left alone (row 36)", async () => {
    const tenant = await makeTenant();
    const { runId } = await courseWithRun(tenant, { capacity: 3 });
    const applied = await apply(tenant, applicationTo(runId, 1, { shop: "봉평메밀" }));
    expect(applied).toMatchObject({ state: "confirmed", outcome: "made" });
    const { consents, customer } = await inTransaction(tenant, async ({ db }) => ({
      consents: await db.consent.findMany(),
      customer: await db.customer.findFirstOrThrow({ include: { contactPoints: true } }),
    }));
    expect(consents.map(({ purpose, given, basis, source }) => [purpose, given, basis, source])).toEqual([
      ["collection", true, "given", "application_form"],
    ]);
    expect(consents[0]?.textHash).toMatch(/^[0-9a-f]{64}$/);
    expect(customer).toMatchObject({ name: "김영희", shop: "봉평메밀", locale: "ko" });
    expect(customer.contactPoints[0]).toMatchObject({
      address: "+821010000001",
      lastFour: "0001",
      recognised: true,
    });
    expect(await eventsOf(tenant, applied.enrollmentId)).toEqual(["enrollment.confirmed"]);
    expect(await seatsOf(tenant, runId)).toMatchObject({ taken: 1 });
  });

  it("keeps the wording's version and hash with a ticked box, by channel", async () => {
    const tenant = await makeTenant();
    const { runId } = await courseWithRun(tenant);
    await apply(tenant, applicationTo(runId, 1, { consents: ["collection", "advertising", "night"] }));
    const rows = await inTransaction(tenant, ({ db }) =>
      db.consent.findMany({
        orderBy: { purpose: "asc" },
        select: { purpose: true, channel: true, textVersion: true },
      }),
    );
    expect(rows).toEqual([
      { purpose: "advertising", channel: "sms", textVersion: "1" },
      { purpose: "collection", channel: "any", textVersion: "1" },
      { purpose: "night", channel: "sms", textVersion: "1" },
    ]);
  });

  it("needs the one consent without which it cannot work", async () => {
    const tenant = await makeTenant();
    const { runId } = await courseWithRun(tenant);
    expect(await reasonOf(apply(tenant, applicationTo(runId, 1, { consents: ["advertising"] })))).toBe(
      "enrollments.collectionNeeded",
    );
  });

  it("asks for a mobile number (rows 48, 49), accepts an old one (row 50)", async () => {
    const tenant = await makeTenant();
    const { runId } = await courseWithRun(tenant);
    const withPhone = (phone: string) => reasonOf(apply(tenant, applicationTo(runId, 1, { phone })));
    expect(await withPhone("02-1234-5678")).toBe("customers.phone.landline");
    expect(await withPhone("1588-1234")).toBe("customers.phone.landline");
    expect(await withPhone("010-123-4567")).toBe("customers.phone.missingOne");
    expect(await withPhone("010-0000-0000")).toBe("customers.phone.not_in_use");
    expect(await withPhone("abc")).toBe("customers.phone.not_a_number");
    expect(await withPhone("011-234-5678")).toBe("accepted");
  });

  it("recognises a number however it is written (rows 46, 47): one customer, one enrollment (row 112)", async () => {
    const tenant = await makeTenant();
    const { runId } = await courseWithRun(tenant);
    const first = await apply(tenant, applicationTo(runId, 1, { phone: "010 1234 5678" }));
    const forms = ["010-1234-5678", "０１０-1234-5678", "1012345678", "+82 010 1234 5678", "821012345678"];
    for (const phone of [...forms, "0082 10 1234 5678"])
      expect(await apply(tenant, applicationTo(runId, 1, { phone }))).toEqual({
        ...first,
        outcome: "existing",
      });
    expect((await seatsOf(tenant, runId)).enrollments).toHaveLength(1);
  });

  it("keeps the customer when the same number gives another name, and notes the name once", async () => {
    const tenant = await makeTenant();
    const { runId } = await courseWithRun(tenant);
    const other = await courseWithRun(tenant);
    const first = await apply(tenant, applicationTo(runId, 1, { name: "김영희" }));
    const again = [runId, other.runId].map((id) => applicationTo(id, 1, { name: "박준호" }));
    for (const application of again)
      expect((await apply(tenant, application)).customerId).toBe(first.customerId);
    const notes = await inTransaction(tenant, ({ db }) => db.customerNote.findMany());
    expect(notes.map(({ text }) => text)).toEqual(["같은 번호로 다른 이름이 신청했어요: 박준호"]);
  });

  it("makes one customer of two who press at the same moment", async () => {
    const tenant = await makeTenant();
    const { runId } = await courseWithRun(tenant);
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => apply(tenant, applicationTo(runId, 1))),
    );
    expect(new Set(answers.map(({ enrollmentId }) => enrollmentId)).size).toBe(1);
    expect(answers.filter(({ outcome }) => outcome === "made")).toHaveLength(1);
    expect(await inTransaction(tenant, ({ db }) => db.customer.count())).toBe(1);
  });

  it("gives the last place to one of two; the other waits if the box was ticked, else is told (row 111)", async () => {
    const tenant = await makeTenant();
    const ticked = await courseWithRun(tenant, { capacity: 1 });
    const waiting = await Promise.all(
      [1, 2].map((number) => apply(tenant, applicationTo(ticked.runId, number, { waitIfFull: true }))),
    );
    expect(waiting.map(({ state }) => state).sort()).toEqual(["confirmed", "waitlisted"]);
    const unticked = await courseWithRun(tenant, { capacity: 1 });
    const told = await Promise.all(
      [3, 4].map((number) => reasonOf(apply(tenant, applicationTo(unticked.runId, number)))),
    );
    expect(told.sort()).toEqual(["accepted", "enrollments.full"]);
    expect(await inTransaction(tenant, ({ db }) => db.customer.count())).toBe(3);
  });

  it("tells a known and an unknown number the same when the run is full", async () => {
    const tenant = await makeTenant();
    const { runId } = await courseWithRun(tenant, { capacity: 1 });
    await apply(tenant, applicationTo(runId, 1));
    expect(await reasonOf(apply(tenant, applicationTo(runId, 1)))).toBe("enrollments.full");
    expect(await reasonOf(apply(tenant, applicationTo(runId, 2)))).toBe("enrollments.full");
  });

  it("says why a run takes nobody", async () => {
    const tenant = await makeTenant();
    const { runId, courseId } = await courseWithRun(tenant);
    const early = await courseWithRun(tenant, { opensAt: "2026-11-30T09:00" });
    expect(await reasonOf(apply(tenant, applicationTo(early.runId, 1)))).toBe("enrollments.closed.not_yet");
    await changeVisibility(tenant, { id: courseId, visibility: "paused" });
    expect(await reasonOf(apply(tenant, applicationTo(runId, 1)))).toBe("enrollments.closed.paused");
    const stranger = await makeTenant();
    expect(await reasonOf(apply(stranger, applicationTo(runId, 1)))).toBe("errors.not_found");
  });

  it("keeps answers to the owner's questions with the version that was asked", async () => {
    const tenant = await makeTenant();
    const { runId, courseId } = await courseWithRun(tenant);
    const form = await publishDefinition(tenant, {
      kind: "form",
      key: "lecture",
      title: "신청서",
      body: {
        questions: [
          {
            key: "worry",
            type: "short_text",
            label: { ko: "요즘 가장 큰 고민은요?", en: "" },
            required: true,
          },
        ],
      },
    });
    await inTransaction(tenant, ({ db }) =>
      db.course.updateMany({ where: { id: courseId }, data: { formKey: "lecture" } }),
    );
    const asked = applicationTo(runId, 1, { answers: { worry: [" "] } });
    expect(await reasonOf(apply(tenant, asked))).toBe("definitions.required");
    await apply(tenant, { ...asked, answers: { worry: ["단골이 안 생겨요"] } });
    const answers = await inTransaction(tenant, ({ db }) => db.answer.findMany());
    expect(answers).toMatchObject([
      { definitionVersionId: form.versionId, questionKey: "worry", value: "단골이 안 생겨요" },
    ]);
  });
});

describe("by the owner", () => {
  it("adds somebody who phoned, also with a landline, also when applications are closed", async () => {
    const tenant = await ownerScope();
    const { runId, courseId } = await courseWithRun(tenant);
    await changeVisibility(tenant, { id: courseId, visibility: "closed" });
    const added = await addByStaff(tenant, applicationTo(runId, 1, { phone: "02-1234-5678", consents: [] }));
    expect(added).toMatchObject({ state: "confirmed", outcome: "made" });
    const point = await inTransaction(tenant, ({ db }) => db.contactPoint.findFirstOrThrow());
    expect(point).toMatchObject({ address: "+82212345678", canReceiveTexts: false });
    expect(await inTransaction(tenant, ({ db }) => db.consent.count())).toBe(0);
  });

  it("accepts one of two requests for the last place, 20 rounds; twice the same one is one change (G3)", async () => {
    const tenant = await ownerScope();
    for (let round = 0; round < 20; round += 1) {
      const { runId } = await courseWithRun(tenant, { capacity: 1, needsApproval: true });
      const requests = await Promise.all([1, 2].map((number) => apply(tenant, applicationTo(runId, number))));
      expect(requests.map(({ state }) => state)).toEqual(["awaiting_approval", "awaiting_approval"]);
      const answers = await Promise.all(
        requests.map(({ enrollmentId }) => reasonOf(approve(tenant, enrollmentId))),
      );
      expect(answers.sort()).toEqual(["accepted", "enrollments.full"]);
      expect(await seatsOf(tenant, runId)).toMatchObject({ taken: 1 });
    }
    const { runId } = await courseWithRun(tenant, { capacity: 1, needsApproval: true });
    const { enrollmentId } = await apply(tenant, applicationTo(runId, 1));
    await Promise.all([approve(tenant, enrollmentId), approve(tenant, enrollmentId)]);
    expect(await eventsOf(tenant, enrollmentId)).toEqual([
      "enrollment.awaiting_approval",
      "enrollment.confirmed",
    ]);
  });

  it("accepts a request for a full run onto the waitlist; refuses; sees the money", async () => {
    const tenant = await ownerScope();
    const { runId } = await courseWithRun(tenant, { capacity: 1, needsApproval: true, priceWon: 30_000 });
    const [first, second, third] = await Promise.all(
      [1, 2, 3].map((number) => apply(tenant, applicationTo(runId, number))),
    );
    expect(await approve(tenant, first?.enrollmentId ?? "")).toMatchObject({ state: "awaiting_payment" });
    await putOnWaitlist(tenant, second?.enrollmentId ?? "");
    expect(await decline(tenant, third?.enrollmentId ?? "")).toMatchObject({ state: "declined" });
    expect(await confirmPayment(tenant, first?.enrollmentId ?? "")).toMatchObject({ state: "confirmed" });
    await cancel(tenant, first?.enrollmentId ?? "", { by: "owner" });
    const { enrollments, taken } = await seatsOf(tenant, runId);
    expect(taken).toBe(1);
    expect(enrollments.find(({ id }) => id === second?.enrollmentId)?.state).toBe("awaiting_payment");
  });

  it("moves a person to another run and lets the next one into the old one", async () => {
    const tenant = await ownerScope();
    const from = await courseWithRun(tenant, { capacity: 1 });
    const to = await courseWithRun(tenant, { capacity: 1 });
    const moved = await apply(tenant, applicationTo(from.runId, 1));
    const waiting = await apply(tenant, applicationTo(from.runId, 2, { waitIfFull: true }));
    const there = await move(tenant, moved.enrollmentId, to.runId);
    expect(there).toMatchObject({ runId: to.runId, state: "confirmed" });
    expect(await seatsOf(tenant, to.runId)).toMatchObject({ taken: 1 });
    const { enrollments, taken } = await seatsOf(tenant, from.runId);
    expect(taken).toBe(1);
    expect(Object.fromEntries(enrollments.map(({ id, state }) => [id, state]))).toEqual({
      [moved.enrollmentId]: "moved",
      [waiting.enrollmentId]: "confirmed",
    });
    expect(await reasonOf(move(tenant, waiting.enrollmentId, to.runId))).toBe("enrollments.full");
  });
});

describe("leaving and waiting", () => {
  it("promotes in waiting order, and lets people apply again after cancelling", async () => {
    const tenant = await makeTenant();
    const { runId } = await courseWithRun(tenant, { capacity: 1 });
    const people = [];
    for (let number = 1; number <= 4; number += 1)
      people.push(await apply(tenant, applicationTo(runId, number, { waitIfFull: true })));
    const [first, second, third, fourth] = people.map(({ enrollmentId }) => enrollmentId);
    const stateOf = async (id = "") =>
      (await seatsOf(tenant, runId)).enrollments.find((one) => one.id === id)?.state;
    await cancel(tenant, first ?? "", { by: "customer", reason: "급한 일" });
    expect([await stateOf(second), await stateOf(third)]).toEqual(["confirmed", "waitlisted"]);
    await cancel(tenant, third ?? "", { by: "customer" });
    await cancel(tenant, second ?? "", { by: "owner" });
    expect(await stateOf(fourth)).toBe("confirmed");
    await cancel(tenant, fourth ?? "", { by: "owner" });
    const again = await apply(tenant, applicationTo(runId, 1));
    expect(again).toMatchObject({ state: "confirmed", outcome: "made" });
    expect(again.enrollmentId).not.toBe(first);
    await cancel(tenant, first ?? "", { by: "customer" });
    expect(await seatsOf(tenant, runId)).toMatchObject({ taken: 1 });
  });

  it("lets people in when there is more room, asks them to pay where it costs", async () => {
    const tenant = await makeTenant();
    const { runId } = await courseWithRun(tenant, { capacity: 1, priceWon: 30_000 });
    for (let number = 1; number <= 3; number += 1)
      await apply(tenant, applicationTo(runId, number, { waitIfFull: true }));
    await resizeRun(tenant, { runId, capacity: 2 });
    const { enrollments, taken } = await seatsOf(tenant, runId);
    expect(taken).toBe(2);
    expect(enrollments.map(({ state }) => state)).toEqual([
      "awaiting_payment",
      "awaiting_payment",
      "waitlisted",
    ]);
  });

  it("lets a smaller party pass one that does not fit yet, and takes and gives back by places", async () => {
    const tenant = await makeTenant();
    const { runId } = await courseWithRun(tenant, { capacity: 3 });
    const three = await apply(tenant, applicationTo(runId, 1, { places: 3 }));
    await apply(tenant, applicationTo(runId, 2, { places: 2, waitIfFull: true }));
    await apply(tenant, applicationTo(runId, 3, { waitIfFull: true }));
    await changePlaces(tenant, three.enrollmentId, 2);
    const { enrollments, taken } = await seatsOf(tenant, runId);
    expect(taken).toBe(3);
    expect(enrollments.map(({ state }) => state)).toEqual(["confirmed", "waitlisted", "confirmed"]);
    expect(await reasonOf(changePlaces(tenant, three.enrollmentId, 3))).toBe("enrollments.full");
  });

  it("holds the deadline of the link, but lets somebody who waits leave at any time", async () => {
    const tenant = await makeTenant();
    const { runId } = await courseWithRun(tenant, { capacity: 1, cancelDays: 1, cancelTime: "18:00" });
    const seated = await apply(tenant, applicationTo(runId, 1));
    const waiting = await apply(tenant, applicationTo(runId, 2, { waitIfFull: true }));
    await moveClockTo("2026-12-04T09:00:01Z");
    expect(await reasonOf(cancelByLink(tenant, seated.enrollmentId))).toBe("enrollments.cancelTooLate");
    expect(await reasonOf(cancelByLink(tenant, waiting.enrollmentId))).toBe("accepted");
    await moveClockTo("2026-12-04T09:00:00Z");
    expect(await reasonOf(cancelByLink(tenant, seated.enrollmentId))).toBe("accepted");
    await moveClockTo("2026-11-23T03:00:00Z");
  });

  it("changes the date by link, where there is a place and until the deadline", async () => {
    const tenant = await makeTenant();
    const { runId, courseId } = await courseWithRun(tenant, {
      capacity: 5,
      cancelDays: 1,
      cancelTime: "18:00",
    });
    const later = { courseId, capacity: 1, sessions: [{ date: "2026-12-12", start: "14:00", end: "16:00" }] };
    const next = await makeRun(tenant, later);
    const dearer = await makeRun(tenant, { ...later, priceWon: 30_000 });
    const people = [];
    for (const number of [1, 2, 3])
      people.push((await apply(tenant, applicationTo(runId, number))).enrollmentId);
    const [first = "", second = "", third = ""] = people;
    expect((await otherDates(tenant, runId)).map(({ id }) => id)).toEqual([next.id]);
    expect(await reasonOf(moveByLink(tenant, first, dearer.id))).toBe("enrollments.notPossibleNow");
    expect(await moveByLink(tenant, first, next.id)).toMatchObject({ state: "confirmed", runId: next.id });
    expect(await reasonOf(moveByLink(tenant, second, next.id))).toBe("enrollments.notPossibleNow");
    expect(await seatsOf(tenant, runId)).toMatchObject({ taken: 2 });
    expect((await ownEnrollment(tenant, first)).run.id).toBe(next.id);
    await moveClockTo("2026-12-04T09:00:01Z");
    expect(await reasonOf(moveByLink(tenant, third, next.id))).toBe("enrollments.cancelTooLate");
    await moveClockTo("2026-11-23T03:00:00Z");
  });
});
