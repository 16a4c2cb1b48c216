import { afterAll, beforeEach, describe, expect, it } from "vitest";

import { cancelRun } from "@/lib/courses/runs";
import { addSession, cancelSession, moveSession } from "@/lib/courses/sessions";
import { apply } from "@/lib/enrollments/enrollments";
import { applicationTo, courseWithRun } from "@/lib/enrollments/testing/course-with-run";
import { closeDatabase } from "@/lib/platform/database/pool";
import { closeQueue } from "@/lib/platform/jobs";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { makeTenant, moveClockTo } from "@/lib/platform/testing/tenant";

import { loadStarter } from "./starter";
import { letLeave, plansOf, reactToAll } from "./testing/plans";

const monday = "2026-11-23T03:00:00Z";

async function withPeople(given: Parameters<typeof courseWithRun>[1] = {}, people = 1) {
  const tenant = await makeTenant();
  await loadStarter(tenant);
  const course = await courseWithRun(tenant, given);
  const enrolled: { enrollmentId: string; state: string }[] = [];
  for (let number = 1; number <= people; number += 1)
    enrolled.push(await apply(tenant, applicationTo(course.runId, number, { waitIfFull: true })));
  await reactToAll();
  return { tenant, ...course, enrollmentId: enrolled[0]?.enrollmentId as string, enrolled };
}

const noticesOf = (tenant: TenantScope, purpose: string, enrollmentId?: string) =>
  inTransaction(tenant, ({ db }) =>
    db.message.findMany({
      where: { purpose: `follow_up:${purpose}`, ...(enrollmentId ? { enrollmentId } : {}) },
      orderBy: { scheduleVersion: "asc" },
      select: { state: true, variables: true },
    }),
  );

beforeEach(() => moveClockTo(monday));
afterAll(async () => {
  await closeQueue();
  await closeDatabase();
});

describe("a session moves", () => {
  const to = (id: string, scheduleVersion: number, date: string, start = "14:00", end = "16:00") => ({
    id,
    scheduleVersion,
    date,
    start,
    end,
  });

  it("counts anew what is pending, keeps what was sent, and tells people once (row 80)", async () => {
    const { tenant, sessionId, enrollmentId } = await withPeople();
    await letLeave(tenant, { enrollmentId, purpose: "follow_up:confirmed" });
    await letLeave(tenant, { enrollmentId, purpose: "follow_up:day_before" });
    await moveSession(tenant, to(sessionId, 1, "2026-12-12"));
    await reactToAll({ twice: true });
    expect(await plansOf(tenant)).toEqual([
      "moved 2026-11-23 12:00",
      "same_day 2026-12-12 08:30",
      "thanks 2026-12-12 18:00",
      "invitation 2026-12-15 10:00",
    ]);
    expect(await plansOf(tenant, {}, ["delivered"])).toHaveLength(2);
  });

  it("tells of a second move again", async () => {
    const { tenant, sessionId, enrollmentId } = await withPeople();
    await moveSession(tenant, to(sessionId, 1, "2026-12-12"));
    await reactToAll();
    await letLeave(tenant, { enrollmentId, purpose: "follow_up:moved" });
    await moveSession(tenant, to(sessionId, 2, "2026-12-13"));
    await reactToAll();
    expect(await noticesOf(tenant, "moved")).toEqual([
      {
        state: "delivered",
        variables: expect.objectContaining({ 이전일시: "2026년 12월 5일 (토) 오후 2시" }),
      },
      {
        state: "planned",
        variables: {
          이전일시: "2026년 12월 12일 (토) 오후 2시",
          일시: "2026년 12월 13일 (일) 오후 2시",
        },
      },
    ]);
  });

  it("tells of two moves before anybody heard of the first as of one, from the time people knew", async () => {
    const { tenant, sessionId } = await withPeople();
    await moveSession(tenant, to(sessionId, 1, "2026-12-12"));
    await reactToAll();
    await moveSession(tenant, to(sessionId, 2, "2026-12-13"));
    await reactToAll();
    const open = (await noticesOf(tenant, "moved")).filter(({ state }) => state === "planned");
    expect(open.map(({ variables }) => variables)).toEqual([
      { 이전일시: "2026년 12월 5일 (토) 오후 2시", 일시: "2026년 12월 13일 (일) 오후 2시" },
    ]);
  });

  it("says nothing when it moved back before anybody heard of it", async () => {
    const { tenant, sessionId } = await withPeople();
    await moveSession(tenant, to(sessionId, 1, "2026-12-12"));
    await reactToAll();
    await moveSession(tenant, to(sessionId, 2, "2026-12-05"));
    await reactToAll();
    expect((await noticesOf(tenant, "moved")).map(({ state }) => state)).toEqual(["cancelled"]);
    expect(await plansOf(tenant)).toContain("day_before 2026-12-04 10:00");
  });

  it("says both ends when only the end moved", async () => {
    const { tenant, sessionId } = await withPeople();
    await moveSession(tenant, to(sessionId, 1, "2026-12-05", "14:00", "17:00"));
    await reactToAll();
    expect((await noticesOf(tenant, "moved"))[0]?.variables).toEqual({
      이전일시: "12월 5일 (토) 오후 2시~4시",
      일시: "12월 5일 (토) 오후 2시~5시",
    });
  });

  it("tells the waiting too, and nobody who applied after the move", async () => {
    const { tenant, sessionId, runId, enrolled } = await withPeople({ capacity: 1 }, 2);
    expect(enrolled.map(({ state }) => state)).toEqual(["confirmed", "waitlisted"]);
    await moveSession(tenant, to(sessionId, 1, "2026-12-12"));
    await moveClockTo("2026-11-23T03:05:00Z");
    const late = await apply(tenant, applicationTo(runId, 3, { waitIfFull: true }));
    await reactToAll();
    for (const { enrollmentId } of enrolled)
      expect(await noticesOf(tenant, "moved", enrollmentId)).toHaveLength(1);
    expect(await noticesOf(tenant, "moved", late.enrollmentId)).toEqual([]);
  });

  it("counts thanks from the session that is the last now, and back again", async () => {
    const sessions = [
      { date: "2026-12-05", start: "14:00", end: "16:00" },
      { date: "2026-12-12", start: "14:00", end: "16:00" },
    ];
    const { tenant, sessionId, runId } = await withPeople({ sessions });
    const thanks = async () => (await plansOf(tenant)).filter((plan) => plan.startsWith("thanks"));
    expect(await thanks()).toEqual(["thanks 2026-12-12 18:00"]);
    await moveSession(tenant, to(sessionId, 1, "2026-12-19"));
    await reactToAll();
    expect(await thanks()).toEqual(["thanks 2026-12-19 18:00"]);
    await moveSession(tenant, to(sessionId, 2, "2026-12-06"));
    await reactToAll();
    expect(await thanks()).toEqual(["thanks 2026-12-12 18:00"]);
    await addSession(tenant, { runId, time: { date: "2026-12-26", start: "14:00", end: "16:00" } });
    await reactToAll({ twice: true });
    expect(await thanks()).toEqual(["thanks 2026-12-26 18:00"]);
    expect(await plansOf(tenant)).toContain("day_before 2026-12-25 10:00");
  });

  it("is calm with two hundred people: the number of statements does not grow with them", async () => {
    const few = await withPeople({}, 2);
    const many = await withPeople({}, 40);
    const countOf = async ({ tenant, sessionId }: { tenant: TenantScope; sessionId: string }) => {
      await moveSession(tenant, to(sessionId, 1, "2026-12-12"));
      let statements = 0;
      await inTransaction(tenant, async (tx) => {
        const { followMove } = await import("./schedule-changes");
        const counting = { ...tx, db: countingClient(tx.db, () => (statements += 1)) };
        await followMove(counting, sessionId, { scheduleVersion: 2 });
      });
      return statements;
    };
    expect(await countOf(many)).toBe(await countOf(few));
    expect(await noticesOf(many.tenant, "moved")).toHaveLength(40);
  });
});

describe("a session or a run is called off", () => {
  it("takes back its reminders and tells its people once", async () => {
    const { tenant, sessionId } = await withPeople({
      sessions: [
        { date: "2026-12-05", start: "14:00", end: "16:00" },
        { date: "2026-12-12", start: "14:00", end: "16:00" },
      ],
    });
    await cancelSession(tenant, sessionId);
    await reactToAll({ twice: true });
    expect(await plansOf(tenant)).toEqual([
      "confirmed 2026-11-23 12:00",
      "session_cancelled 2026-11-23 12:00",
      "day_before 2026-12-11 10:00",
      "same_day 2026-12-12 08:30",
      "thanks 2026-12-12 18:00",
      "invitation 2026-12-15 10:00",
    ]);
  });

  it("tells of a whole run once, not once a session", async () => {
    const { tenant, runId } = await withPeople(
      {
        sessions: ["05", "12", "19"].map((day) => ({ date: `2026-12-${day}`, start: "14:00", end: "16:00" })),
      },
      2,
    );
    await cancelRun(tenant, runId);
    await reactToAll({ twice: true });
    const plans = (await plansOf(tenant)).filter((plan) => !plan.startsWith("confirmed"));
    expect(plans).toEqual(Array(2).fill("session_cancelled 2026-11-23 12:00"));
  });
});

/** Counts what is asked of a model, and what is asked as SQL, so that a loop over people shows. */
function countingClient<Client extends object>(client: Client, count: () => void): Client {
  const counted = <Asked extends object>(asked: Asked): Asked =>
    new Proxy(asked, {
      get(target, name) {
        const value = Reflect.get(target, name);
        if (typeof value === "function")
          return (...given: unknown[]) => {
            count();
            return value.apply(target, given);
          };
        const isModel = typeof value === "object" && value !== null && !String(name).startsWith("_");
        return isModel ? counted(value) : value;
      },
    });
  return counted(client);
}
