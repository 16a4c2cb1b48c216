import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { closeDatabase } from "@/lib/platform/database/pool";
import { newId } from "@/lib/platform/ids";
import { closeQueue } from "@/lib/platform/jobs";
import { openLink } from "@/lib/platform/personal-links";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { makeTenant, moveClockTo } from "@/lib/platform/testing/tenant";

import { attendanceOf, checkIn, mark } from "./attendance";
import { cancel } from "./cancellation";
import { checkInByCode, openCode } from "./check-in-codes";
import { apply } from "./enrollments";
import { sessionsToday } from "./sessions-today";
import { standingLink } from "./standing-links";
import { applicationTo, courseWithRun } from "./testing/course-with-run";

const reasonOf = (attempt: Promise<unknown>): Promise<string> =>
  attempt.then(
    () => "accepted",
    (error: unknown) => (error instanceof Refusal ? error.reason : Promise.reject(error)),
  );

// The class is 14:00–16:00 in Seoul.
const beforeClass = "2026-12-05T04:40:00Z";
const dayBefore = "2026-12-04T04:40:00Z";

async function person(given: Parameters<typeof courseWithRun>[1] = {}) {
  await moveClockTo("2026-11-23T03:00:00Z");
  const tenant = await makeTenant();
  const made = await courseWithRun(tenant, { capacity: 5, ...given });
  const { enrollmentId } = await apply(tenant, applicationTo(made.runId, 1, { shop: "봉평메밀" }));
  await moveClockTo(beforeClass);
  return { tenant, enrollmentId, ...made };
}

const marksOf = (tenant: TenantScope, enrollmentId: string) =>
  inTransaction(tenant, ({ db }) =>
    db.event.count({ where: { subjectId: enrollmentId, type: "attendance.marked" } }),
  );

beforeAll(() => moveClockTo(beforeClass));
afterAll(async () => {
  await closeQueue();
  await closeDatabase();
});

describe("a person's code", () => {
  it("shows who it is and changes nothing by being looked at", async () => {
    const { tenant, enrollmentId, sessionId } = await person();
    const code = await standingLink(tenant, "check_in", enrollmentId);
    expect(await openLink(code, ["check_in"])).toMatchObject({ subjectId: enrollmentId });
    const opened = await openCode(tenant, enrollmentId);
    expect(opened).toMatchObject({
      name: "김영희",
      shop: "봉평메밀",
      lastFour: "0001",
      problem: null,
      marked: null,
    });
    expect(opened.session?.id).toBe(sessionId);
    expect(await attendanceOf(tenant, enrollmentId)).toEqual([]);
    expect(await marksOf(tenant, enrollmentId)).toBe(0);
  });

  it("checks in once; the second scan says when the first was (row 113)", async () => {
    const { tenant, enrollmentId, sessionId } = await person();
    const first = await checkInByCode(tenant, enrollmentId, { sessionId });
    expect(first.marked).toEqual({ state: "attended", markedAt: new Date(beforeClass), changed: true });
    await moveClockTo("2026-12-05T04:52:00Z");
    const second = await checkInByCode(tenant, enrollmentId, { sessionId });
    expect(second.marked).toEqual({ state: "attended", markedAt: new Date(beforeClass), changed: false });
    expect((await openCode(tenant, enrollmentId)).marked).toEqual({
      state: "attended",
      at: new Date(beforeClass),
    });
    expect(await marksOf(tenant, enrollmentId)).toBe(1);
    // Control: without the calm answer of checkIn a second mark of another kind is a second event.
    await mark(tenant, { enrollmentId, sessionId, state: "late", means: "tap" });
    expect(await marksOf(tenant, enrollmentId)).toBe(2);
  });

  it("has one effect when two doors scan it at the same moment", async () => {
    const { tenant, enrollmentId, sessionId } = await person();
    const scans = await Promise.all(
      Array.from({ length: 4 }, () => checkInByCode(tenant, enrollmentId, { sessionId })),
    );
    expect(scans.filter(({ marked }) => marked.changed)).toHaveLength(1);
    expect(await marksOf(tenant, enrollmentId)).toBe(1);
  });

  it("is refused on another day, and says when it is for", async () => {
    const { tenant, enrollmentId, sessionId } = await person();
    await moveClockTo(dayBefore);
    const opened = await openCode(tenant, enrollmentId);
    expect(opened.problem).toBe("otherDay");
    expect(opened.session?.id).toBe(sessionId);
    expect(await reasonOf(checkInByCode(tenant, enrollmentId))).toBe("attendance.otherDay");
    expect(await reasonOf(checkInByCode(tenant, enrollmentId, { sessionId }))).toBe("attendance.otherDay");
    expect(await attendanceOf(tenant, enrollmentId)).toEqual([]);
    // Control: the day is what refused.
    expect(await reasonOf(checkIn(tenant, { enrollmentId, sessionId, means: "code" }))).toBe("accepted");
  });

  it("is refused at the door of another course", async () => {
    const { tenant, enrollmentId, sessionId } = await person();
    const other = await courseWithRun(tenant);
    expect((await openCode(tenant, enrollmentId, { sessionId: other.sessionId })).problem).toBe(
      "otherCourse",
    );
    const attempt = (door: string) => reasonOf(checkInByCode(tenant, enrollmentId, { sessionId: door }));
    expect(await attempt(other.sessionId)).toBe("attendance.otherCourse");
    expect(await attendanceOf(tenant, enrollmentId)).toEqual([]);
    expect(await attempt(sessionId)).toBe("accepted");
  });

  it("is refused for whoever has no place any more", async () => {
    const { tenant, enrollmentId, sessionId } = await person();
    await cancel({ ...tenant, actor: { kind: "member", id: null } }, enrollmentId, { by: "owner" });
    expect((await openCode(tenant, enrollmentId)).problem).toBe("noPlace");
    expect(await reasonOf(checkInByCode(tenant, enrollmentId, { sessionId }))).toBe("attendance.noPlace");
  });

  it("is unknown to another tenant and to the teacher of another course", async () => {
    const { tenant, enrollmentId } = await person();
    const stranger = await makeTenant();
    expect(await reasonOf(openCode(stranger, enrollmentId))).toBe("errors.not_found");
    expect(await reasonOf(checkInByCode(stranger, enrollmentId))).toBe("errors.not_found");
    const colleague = { instructorId: newId() };
    expect(await reasonOf(openCode(tenant, enrollmentId, colleague))).toBe("errors.not_found");
    expect(await reasonOf(checkInByCode(tenant, enrollmentId, colleague))).toBe("errors.not_found");
    // Control: asked without the teacher the same code opens.
    expect(await reasonOf(openCode(tenant, enrollmentId))).toBe("accepted");
  });
});

describe("today's sessions", () => {
  beforeEach(() => moveClockTo(beforeClass));

  it("are those of this day, of this tenant, and for a teacher the own ones", async () => {
    const { tenant, sessionId } = await person({
      sessions: [
        { date: "2026-12-05", start: "14:00", end: "16:00" },
        { date: "2026-12-06", start: "14:00", end: "16:00" },
      ],
    });
    await person();
    const ids = (sessions: { id: string }[]) => sessions.map(({ id }) => id);
    expect(ids(await sessionsToday(tenant, { instructorId: null }))).toEqual([sessionId]);
    expect(await sessionsToday(tenant, { instructorId: newId() })).toEqual([]);
  });
});
