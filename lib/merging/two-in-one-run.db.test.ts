import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { moveSession } from "@/lib/courses/sessions";
import { deskOfOwn } from "@/lib/customers/testing/desk";
import { changePlaces } from "@/lib/enrollments/change";
import { apply } from "@/lib/enrollments/enrollments";
import { ownEnrollment } from "@/lib/enrollments/own-enrollment";
import { applicationTo, courseWithRun, seatsOf } from "@/lib/enrollments/testing/course-with-run";
import { loadStarter } from "@/lib/follow-ups/starter";
import { letLeave, plansOf, reactToAll } from "@/lib/follow-ups/testing/plans";
import { closeDatabase } from "@/lib/platform/database/pool";
import { closeQueue } from "@/lib/platform/jobs";
import { inTransaction } from "@/lib/platform/tenancy";
import { moveClockTo } from "@/lib/platform/testing/tenant";

import { part } from "./parting";
import { rowsOfTenant } from "./testing/rows-of-tenant";
import { mergeAsSeen } from "./testing/two-records";

beforeAll(() => moveClockTo("2026-12-01T01:00:00Z"));
afterAll(async () => {
  await closeQueue();
  await closeDatabase();
});

describe("two in one run", () => {
  async function twoApplied(given: { capacity?: number } = {}) {
    const own = await deskOfOwn();
    await loadStarter(own);
    const { runId, sessionId } = await courseWithRun(own, given);
    const ours = await apply(own, applicationTo(runId, 1));
    const theirs = await apply(own, applicationTo(runId, 2, { name: "김영히", waitIfFull: true }));
    await reactToAll();
    return { own, runId, sessionId, ours, theirs };
  }

  it("become one application with the places of both, and part to the very places", async () => {
    const { own, runId, ours, theirs } = await twoApplied({ capacity: 2 });
    const before = await rowsOfTenant(own);
    const mergeId = await mergeAsSeen(own, ours.customerId, theirs.customerId);
    const { taken, enrollments } = await seatsOf(own, runId);
    expect(taken).toBe(2);
    expect(enrollments.map(({ state, places }) => `${state} ${places}`)).toEqual(["confirmed 2", "moved 1"]);
    expect((await ownEnrollment(own, theirs.enrollmentId)).id).toBe(ours.enrollmentId);
    await part(own, { mergeId });
    expect(await rowsOfTenant(own)).toEqual(before);
  });

  it("part without a seat too many when one place was given back and taken since", async () => {
    const { own, runId, ours, theirs } = await twoApplied({ capacity: 2 });
    const mergeId = await mergeAsSeen(own, ours.customerId, theirs.customerId);
    await changePlaces(own, ours.enrollmentId, 1);
    await apply(own, applicationTo(runId, 3, { name: "박민수" }));
    const parted = await part(own, { mergeId });
    expect(parted.places).toEqual({ back: 0, waitlisted: 1, ended: 0 });
    const { taken, enrollments } = await seatsOf(own, runId);
    expect([taken, enrollments.map(({ state }) => state)]).toEqual([
      2,
      ["confirmed", "waitlisted", "confirmed"],
    ]);
  });

  it("keep the one that came further: the place counts, not the waiting", async () => {
    const { own, runId, ours, theirs } = await twoApplied({ capacity: 1 });
    await mergeAsSeen(own, theirs.customerId, ours.customerId);
    const { taken, enrollments } = await seatsOf(own, runId);
    expect([taken, enrollments.map(({ state }) => state)]).toEqual([1, ["confirmed", "moved"]]);
    expect(await plansOf(own, { enrollmentId: theirs.enrollmentId })).toEqual([]);
  });

  it("get each text once: the second of a step is stopped, what left never goes again", async () => {
    const { own, ours, theirs } = await twoApplied();
    await letLeave(own, { enrollmentId: theirs.enrollmentId, purpose: "follow_up:confirmed" });
    const steps = ["confirmed", "day_before", "same_day", "thanks", "invitation"];
    const planned = await plansOf(own);
    expect(planned).toHaveLength(2 * steps.length - 1);
    const mergeId = await mergeAsSeen(own, ours.customerId, theirs.customerId);
    await reactToAll({ twice: true });
    // The confirmation already went to the other record: it is the same person.
    expect((await plansOf(own)).map((plan) => plan.split(" ")[0])).toEqual(steps.slice(1));
    const stopped = await inTransaction(own, ({ db }) =>
      db.message.findMany({ where: { state: "cancelled", verdictReason: "merging.stopped" } }),
    );
    expect(stopped).toHaveLength(5);
    await part(own, { mergeId });
    expect(await plansOf(own)).toEqual(planned);
    expect((await plansOf(own, { customerId: theirs.customerId })).length).toBe(4);
  });

  it("takes an application since to whose number it came with, and stays else", async () => {
    const { own, ours, theirs } = await twoApplied();
    const mergeId = await mergeAsSeen(own, ours.customerId, theirs.customerId);
    const { runId } = await courseWithRun(own, {
      sessions: [{ date: "2026-12-20", start: "14:00", end: "16:00" }],
    });
    const { runId: another } = await courseWithRun(own, {
      sessions: [{ date: "2026-12-21", start: "14:00", end: "16:00" }],
    });
    const since = await apply(own, applicationTo(runId, 2, { name: "김영희" }));
    const sinceToo = await apply(own, applicationTo(another, 1));
    expect([since.customerId, sinceToo.customerId]).toEqual([ours.customerId, ours.customerId]);
    await reactToAll();
    const parted = await part(own, { mergeId });
    expect(parted.applications).toBe(1);
    const whose = await inTransaction(own, async ({ db }) =>
      db.enrollment.findMany({
        where: { id: { in: [since.enrollmentId, sinceToo.enrollmentId] } },
        orderBy: { id: "asc" },
      }),
    );
    expect(whose.map(({ customerId }) => customerId)).toEqual([theirs.customerId, ours.customerId]);
    const texts = await plansOf(own, { customerId: theirs.customerId });
    expect(texts.some((plan) => plan.includes("2026-12-19"))).toBe(true);
    expect(texts.some((plan) => plan.includes("2026-12-20 10"))).toBe(false);
  });

  it("part with the sessions as they are now, also where one was moved meanwhile", async () => {
    const { own, sessionId, ours, theirs } = await twoApplied();
    const mergeId = await mergeAsSeen(own, ours.customerId, theirs.customerId);
    const at = { date: "2026-12-12", start: "14:00", end: "16:00" };
    await moveSession(own, { id: sessionId, scheduleVersion: 1, ...at });
    await reactToAll();
    await part(own, { mergeId });
    const dayBefore = (plans: string[]) => plans.filter((plan) => plan.startsWith("day_before"));
    for (const { customerId } of [ours, theirs])
      expect(dayBefore(await plansOf(own, { customerId }))).toContain("day_before 2026-12-11 10:00");
  });
});
