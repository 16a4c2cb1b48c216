import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { openDecisions } from "@/lib/decisions/decisions";
import { closeDatabase } from "@/lib/platform/database/pool";
import { closeQueue } from "@/lib/platform/jobs";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { makeTenant, moveClockTo } from "@/lib/platform/testing/tenant";

import { attendanceOf, checkIn, mark, markAllPresent, undoMark, unmarkedOf } from "./attendance";
import { cancel } from "./cancellation";
import { apply } from "./enrollments";
import { findByLastFour, refuseOthersRun, rosterOf } from "./roster";
import { applicationTo, courseWithRun } from "./testing/course-with-run";
import { answerUnmarked, askAboutUnmarked } from "./unmarked";

const beforeIt = "2026-12-05T04:42:00Z";
const afterIt = "2026-12-05T07:01:00Z";

afterAll(async () => {
  await closeQueue();
  await closeDatabase();
});
beforeAll(() => moveClockTo("2026-11-23T03:00:00Z"));

async function lecture(people: number) {
  await moveClockTo("2026-11-23T03:00:00Z");
  const tenant: TenantScope = {
    ...(await makeTenant()),
    actor: { kind: "helper", id: null, name: "박지우" },
  };
  const made = await courseWithRun(tenant);
  const enrolled: string[] = [];
  for (let number = 1; number <= people; number += 1)
    enrolled.push((await apply(tenant, applicationTo(made.runId, number))).enrollmentId);
  await moveClockTo(beforeIt);
  return { tenant, ...made, enrolled: enrolled as [string, ...string[]] };
}

const marksOf = (tenant: TenantScope) =>
  inTransaction(tenant, async ({ db }) => {
    const events = await db.event.findMany({ where: { type: "attendance.marked" }, orderBy: { id: "asc" } });
    return events.map(({ payload }) => (payload as { state: string }).state);
  });

describe("marking", () => {
  it("takes two scans as one, and says when the first was (row 113)", async () => {
    const { tenant, sessionId, enrolled } = await lecture(1);
    const [enrollmentId] = enrolled;
    const scans = await Promise.all(
      [1, 2, 3].map(() => checkIn(tenant, { enrollmentId, sessionId, means: "code" })),
    );
    expect(scans.filter(({ changed }) => changed)).toHaveLength(1);
    await moveClockTo("2026-12-05T04:52:00Z");
    const later = await checkIn(tenant, { enrollmentId, sessionId, means: "wall" });
    expect(later).toEqual({ state: "attended", markedAt: new Date(beforeIt), changed: false });
    expect(await marksOf(tenant)).toEqual(["attended"]);
  });

  it("refuses the code of another course (row 113) and somebody without a place", async () => {
    const { tenant, sessionId, runId, enrolled } = await lecture(1);
    const other = await courseWithRun(tenant);
    const [enrollmentId] = enrolled;
    await expect(
      checkIn(tenant, { enrollmentId, sessionId: other.sessionId, means: "code" }),
    ).rejects.toThrow("attendance.otherCourse");
    await cancel(tenant, enrollmentId, { by: "customer" });
    await expect(checkIn(tenant, { enrollmentId, sessionId, means: "code" })).rejects.toThrow(
      "attendance.noPlace",
    );
    const stranger = await makeTenant();
    await expect(checkIn(stranger, { enrollmentId, sessionId, means: "code" })).rejects.toThrow(
      "errors.not_found",
    );
    await expect(refuseOthersRun(stranger, runId, { instructorId: null })).rejects.toThrow(
      "errors.not_found",
    );
  });

  it("can be taken back, and keeps a late mark when the person is scanned again", async () => {
    const { tenant, sessionId, enrolled } = await lecture(1);
    const [enrollmentId] = enrolled;
    await checkIn(tenant, { enrollmentId, sessionId, means: "tap" });
    await undoMark(tenant, enrollmentId, sessionId);
    expect(await unmarkedOf(tenant, sessionId)).toHaveLength(1);
    await mark(tenant, { enrollmentId, sessionId, state: "late", means: "tap" });
    await checkIn(tenant, { enrollmentId, sessionId, means: "code" });
    expect(await attendanceOf(tenant, enrollmentId)).toMatchObject([{ sessionId, state: "late" }]);
    expect(await marksOf(tenant)).toEqual(["attended", "unmarked", "late"]);
  });

  it("marks everybody present but leaves the absent absent", async () => {
    const { tenant, sessionId, enrolled } = await lecture(3);
    await mark(tenant, { enrollmentId: enrolled[0], sessionId, state: "absent", means: "tap" });
    expect(await markAllPresent(tenant, sessionId)).toEqual(enrolled.slice(1));
    expect((await marksOf(tenant)).sort()).toEqual(["absent", "attended", "attended"]);
  });
});

describe("who was not marked", () => {
  it("is asked once, with absent as the default; the answer marks them", async () => {
    const { tenant, sessionId, enrolled } = await lecture(3);
    await checkIn(tenant, { enrollmentId: enrolled[0], sessionId, means: "tap" });
    await moveClockTo(afterIt);
    await askAboutUnmarked(tenant, sessionId);
    await askAboutUnmarked(tenant, sessionId);
    expect(await openDecisions(tenant)).toMatchObject([
      {
        kind: "attendance.unmarked",
        subjectId: sessionId,
        defaultKey: "absent",
        deadline: new Date("2026-12-06T03:00:00Z"),
        question: { title: { values: { count: 2 } } },
      },
    ]);
    await answerUnmarked(tenant, sessionId, "absent");
    expect(await unmarkedOf(tenant, sessionId)).toEqual([]);
    await askAboutUnmarked(tenant, sessionId);
    expect(await openDecisions(tenant)).toEqual([]);
  });

  it("is no question when everybody was marked", async () => {
    const { tenant, sessionId } = await lecture(2);
    await markAllPresent(tenant, sessionId);
    await moveClockTo(afterIt);
    await askAboutUnmarked(tenant, sessionId);
    expect(await openDecisions(tenant)).toEqual([]);
  });
});

describe("the roster", () => {
  it("shows each person once, with visits before and the mark of the session at hand", async () => {
    const { tenant, runId, sessionId, enrolled } = await lecture(2);
    await checkIn(tenant, { enrollmentId: enrolled[0], sessionId, means: "tap" });
    await moveClockTo("2026-11-23T03:00:00Z");
    const next = await courseWithRun(tenant, {
      sessions: [{ date: "2026-12-12", start: "14:00", end: "16:00" }],
    });
    const first = await apply(tenant, applicationTo(next.runId, 1));
    await cancel(tenant, first.enrollmentId, { by: "customer" });
    await apply(tenant, applicationTo(next.runId, 1, { places: 2 }));
    await apply(tenant, applicationTo(next.runId, 2));
    const { people, session } = await rosterOf(tenant, next.runId);
    expect(session?.id).toBe(next.sessionId);
    expect(people.map(({ lastFour, visits, places, state }) => [lastFour, visits, places, state])).toEqual([
      ["0001", 1, 2, "confirmed"],
      ["0002", 0, 1, "confirmed"],
    ]);
    const [marked] = await findByLastFour(tenant, runId, "0001");
    expect(marked).toMatchObject({
      enrollmentId: enrolled[0],
      attendance: { state: "attended", markedBy: "박지우" },
    });
    expect(await findByLastFour(tenant, runId, "9999")).toEqual([]);
  });
});
