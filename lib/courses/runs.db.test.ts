import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeDatabase } from "@/lib/platform/database/pool";
import { closeQueue } from "@/lib/platform/jobs";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { makeTenant, moveClockTo } from "@/lib/platform/testing/tenant";
import { changeCapacity } from "./capacity";
import { makeCourse } from "./courses";
import { cancelRun, changeRun, changeRunState, duplicateRun, makeRun, nextLabel } from "./runs";
import { addSession, cancelSession, moveSession } from "./sessions";

beforeAll(() => moveClockTo("2026-11-23T05:00:00Z"));
afterAll(async () => {
  await closeQueue();
  await closeDatabase();
});

const day = (date: string) => ({ date, start: "14:00", end: "16:00" });

async function courseWithRun(given: Partial<Parameters<typeof makeRun>[1]> = {}) {
  const tenant = await makeTenant();
  const course = await makeCourse(tenant, { kind: "lecture", title: "동네 마케팅" });
  const run = await makeRun(tenant, {
    courseId: course.id,
    capacity: 10,
    sessions: [day("2026-12-05")],
    ...given,
  });
  return { tenant, course, run };
}

const sessionsOf = (tenant: TenantScope, runId: string) =>
  inTransaction(tenant, ({ db }) =>
    db.classSession.findMany({ where: { runId }, orderBy: { position: "asc" } }),
  );
const poolOf = (tenant: TenantScope, runId: string) =>
  inTransaction(tenant, ({ db }) => db.seatPool.findFirstOrThrow({ where: { runId } }));
const eventsOf = (tenant: TenantScope, subjectId: string) =>
  inTransaction(tenant, ({ db }) => db.event.findMany({ where: { subjectId }, orderBy: { id: "asc" } }));

describe("a run", () => {
  it("has its sessions in order of time, its places and its hours", async () => {
    const { tenant, run } = await courseWithRun({
      sessions: [day("2026-12-12"), day("2026-12-05")],
      opensAt: "2026-11-25T09:00",
      priceWon: 30_000,
    });
    expect(
      (await sessionsOf(tenant, run.id)).map(({ position, localDate, zone }) => [position, localDate, zone]),
    ).toEqual([
      [1, "2026-12-05", "Asia/Seoul"],
      [2, "2026-12-12", "Asia/Seoul"],
    ]);
    expect(await poolOf(tenant, run.id)).toMatchObject({ name: "default", capacity: 10, taken: 0 });
    const row = await inTransaction(tenant, ({ db }) => db.run.findFirstOrThrow({ where: { id: run.id } }));
    expect(row.opensAt?.toISOString()).toBe("2026-11-25T00:00:00.000Z");
  });

  it("of a lecture needs a date; a closing lies after its opening; another tenant's course is not there", async () => {
    const { tenant, course, run } = await courseWithRun();
    await expect(makeRun(tenant, { courseId: course.id, sessions: [] })).rejects.toThrow(
      "courses.run.noDate",
    );
    const hours = { opensAt: "2026-12-01T09:00", closesAt: "2026-12-01T08:00" };
    await expect(changeRun(tenant, { id: run.id, version: 1, changes: hours })).rejects.toThrow(
      "closesBeforeOpening",
    );
    const stranger = await makeTenant();
    const foreign = { courseId: course.id, sessions: [day("2026-12-05")] };
    await expect(makeRun(stranger, foreign)).rejects.toThrow("courses.notFound");
    await expect(cancelRun(stranger, run.id)).rejects.toThrow("courses.run.notFound");
  });

  it("refuses a change decided on an older state", async () => {
    const { tenant, run } = await courseWithRun();
    await changeRun(tenant, { id: run.id, version: 1, changes: { priceWon: 10_000 } });
    const stale = { id: run.id, version: 1, changes: { priceWon: 20_000 } };
    await expect(changeRun(tenant, stale)).rejects.toThrow("courses.changedMeanwhile");
  });

  it("is called off with the sessions still to come, once and for good", async () => {
    const { tenant, run } = await courseWithRun({ sessions: [day("2026-11-20"), day("2026-12-05")] });
    await cancelRun(tenant, run.id);
    expect((await sessionsOf(tenant, run.id)).map(({ cancelledAt }) => cancelledAt !== null)).toEqual([
      false,
      true,
    ]);
    await expect(cancelRun(tenant, run.id)).rejects.toThrow("courses.run.isCancelled");
    await expect(changeRunState(tenant, { id: run.id, state: "open" })).rejects.toThrow(
      "courses.run.isCancelled",
    );
    expect((await eventsOf(tenant, run.id)).map(({ type }) => type)).toEqual(["run.made", "run.cancelled"]);
  });

  it("is made again for another date with its number one higher", async () => {
    const { tenant, run } = await courseWithRun({
      label: "3기",
      sessions: [day("2026-12-05"), day("2026-12-12")],
      closesAt: "2026-12-04T18:00",
      placeName: "토즈 강남",
    });
    const again = await duplicateRun(tenant, { id: run.id, date: "2027-01-09" });
    expect((await sessionsOf(tenant, again.id)).map(({ localDate }) => localDate)).toEqual([
      "2027-01-09",
      "2027-01-16",
    ]);
    const row = await inTransaction(tenant, ({ db }) => db.run.findFirstOrThrow({ where: { id: again.id } }));
    expect(row).toMatchObject({ label: "4기", placeName: "토즈 강남", state: "open" });
    expect(row.closesAt?.toISOString()).toBe("2027-01-08T09:00:00.000Z");
    expect(await poolOf(tenant, again.id)).toMatchObject({ capacity: 10, taken: 0 });
    expect(nextLabel("겨울반")).toBe("겨울반");
  });
});

describe("moving a session", () => {
  it("raises its schedule version and tells before and after", async () => {
    const { tenant, run } = await courseWithRun();
    const id = run.sessionIds[0] as string;
    expect(await moveSession(tenant, { id, scheduleVersion: 1, ...day("2026-12-12") })).toEqual({
      scheduleVersion: 2,
    });
    const [event] = await eventsOf(tenant, id);
    expect(event).toMatchObject({
      type: "session.moved",
      payload: {
        runId: run.id,
        scheduleVersion: 2,
        before: { date: "2026-12-05", startsAt: "2026-12-05T05:00:00.000Z" },
        after: { date: "2026-12-12", startsAt: "2026-12-12T05:00:00.000Z" },
      },
    });
  });

  it("to the same time is no move; to the past, or from an older state, is refused", async () => {
    const { tenant, run } = await courseWithRun();
    const id = run.sessionIds[0] as string;
    expect(await moveSession(tenant, { id, scheduleVersion: 1, ...day("2026-12-05") })).toEqual({
      scheduleVersion: 1,
    });
    expect(await eventsOf(tenant, id)).toEqual([]);
    await expect(moveSession(tenant, { id, scheduleVersion: 1, ...day("2026-11-22") })).rejects.toThrow(
      "inThePast",
    );
    await moveSession(tenant, { id, scheduleVersion: 1, ...day("2026-12-12") });
    const stale = { id, scheduleVersion: 1, ...day("2026-12-19") };
    await expect(moveSession(tenant, stale)).rejects.toThrow("courses.session.movedMeanwhile");
  });

  it("is not possible once it is called off; others are added beside it", async () => {
    const { tenant, run } = await courseWithRun();
    const id = run.sessionIds[0] as string;
    await cancelSession(tenant, id);
    await expect(cancelSession(tenant, id)).rejects.toThrow("courses.session.isCancelled");
    await expect(moveSession(tenant, { id, scheduleVersion: 2, ...day("2026-12-12") })).rejects.toThrow(
      "isCancelled",
    );
    await Promise.all(
      ["2026-12-06", "2026-12-07", "2026-12-08"].map((date) =>
        addSession(tenant, { runId: run.id, time: day(date) }),
      ),
    );
    expect((await sessionsOf(tenant, run.id)).map(({ position }) => position)).toEqual([1, 2, 3, 4]);
  });
});

describe("the number of places", () => {
  const take = (tenant: TenantScope, runId: string, taken: number) =>
    inTransaction(tenant, ({ db }) => db.seatPool.updateMany({ where: { runId }, data: { taken } }));

  it("is never below those given away, unless somebody says so by name", async () => {
    const { tenant, run } = await courseWithRun();
    await take(tenant, run.id, 6);
    await expect(changeCapacity(tenant, { runId: run.id, capacity: 5 })).rejects.toMatchObject({
      kind: "conflict",
      reason: "courses.capacity.belowTaken",
      details: { taken: 6 },
    });
    const named: TenantScope = { ...tenant, actor: { kind: "member", id: tenant.tenantId, name: "이가람" } };
    await changeCapacity(named, { runId: run.id, capacity: 5, override: true });
    expect(await poolOf(tenant, run.id)).toMatchObject({ capacity: 5, overriddenBy: "이가람" });
    await changeCapacity(tenant, { runId: run.id, capacity: null });
    expect(await poolOf(tenant, run.id)).toMatchObject({ capacity: null, overriddenBy: null });
  });

  /** A place is taken between the change's look and its writing; says how many are given away above the capacity. */
  async function overbooked(
    change: (tenant: TenantScope, runId: string, meanwhile: () => Promise<void>) => Promise<unknown>,
  ) {
    const { tenant, run } = await courseWithRun();
    await take(tenant, run.id, 5);
    const refused = await change(tenant, run.id, async () => {
      await take(tenant, run.id, 6);
    }).then(
      () => false,
      () => true,
    );
    const { capacity, taken } = await poolOf(tenant, run.id);
    return { refused, over: Math.max(0, taken - (capacity ?? taken)) };
  }

  it("is decided by one statement, so that a place taken meanwhile counts", async () => {
    const answer = await overbooked(async (tenant, runId, meanwhile) => {
      await inTransaction(tenant, async (tx) => {
        await tx.db.seatPool.findFirst({ where: { runId } });
        await meanwhile();
        await changeCapacity(tx, { runId, capacity: 5 });
      });
    });
    expect(answer).toEqual({ refused: true, over: 0 });
  });

  it("control: looking first and writing then gives away more than there are", async () => {
    const answer = await overbooked(async (tenant, runId, meanwhile) => {
      await inTransaction(tenant, async (tx) => {
        const { taken } = await tx.db.seatPool.findFirstOrThrow({ where: { runId } });
        await meanwhile();
        // The database's own CHECK is the second belt; a name in overridden_by switches it off here.
        if (taken <= 5)
          await tx.db.seatPool.updateMany({
            where: { runId },
            data: { capacity: 5, overriddenBy: "control" },
          });
      });
    });
    expect(answer).toEqual({ refused: false, over: 1 });
  });
});
