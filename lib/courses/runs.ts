import { recordEvent } from "@/lib/platform/events";
import { newId } from "@/lib/platform/ids";
import { publicPageChanged } from "@/lib/platform/public-page-changes";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";
import { addDays, daysBetween, instantOf, localOf } from "@/lib/platform/zoned-time";
import { courseOrRefuse } from "./courses";
import {
  type ChangeRun,
  changeRunInput,
  duplicateRunInput,
  type MakeRun,
  makeRunInput,
  type RunState,
} from "./schema";
import { sameAgain } from "./session-times";
import { makeSessions, zoneOf } from "./sessions";

/** Kinds that are what happens at their dates: a run of theirs without a date would promise nothing. */
const needsDates: ReadonlySet<string> = new Set(["lecture", "practice", "study"]);

/** Makes a run with its sessions and its pool of places. Open at once; `opensAt` holds applications back. */
export async function makeRun(
  tenant: TenantScope,
  given: MakeRun,
): Promise<{ id: string; sessionIds: string[] }> {
  const { courseId, capacity, sessions, opensAt, closesAt, ...fields } = makeRunInput.parse(given);
  return inTransaction(tenant, async (tx) => {
    const course = await courseOrRefuse(tx, courseId);
    if (sessions.length === 0 && needsDates.has(course.kind))
      throw new Refusal("invalid", "courses.run.noDate");
    const id = newId();
    const zone = await zoneOf(tx);
    await tx.db.run.create({
      data: {
        ...fields,
        tenantId: tx.tenantId,
        id,
        courseId,
        ...openingHours({ opensAt: opensAt ?? null, closesAt: closesAt ?? null }, zone),
        createdAt: tx.now,
      },
    });
    await tx.db.seatPool.create({ data: { tenantId: tx.tenantId, id: newId(), runId: id, capacity } });
    const sessionIds = await makeSessions(tx, id, sessions);
    await recordEvent(tx, "run.made", { kind: "run", id }, { courseId });
    await publicPageChanged(tx);
    return { id, sessionIds };
  });
}

/** Changes price, place, opening hours and the like. Dates are moved one by one (moveSession), places by changeCapacity. */
export async function changeRun(tenant: TenantScope, given: ChangeRun): Promise<{ version: number }> {
  const { id, version, changes } = changeRunInput.parse(given);
  return inTransaction(tenant, async (tx) => {
    const run = await runOrRefuse(tx, id);
    const { opensAt, closesAt, ...fields } = changes;
    const hours = openingHours({ opensAt, closesAt }, await zoneOf(tx), run);
    const { count } = await tx.db.run.updateMany({
      where: { id, version },
      data: { ...fields, ...hours, version: { increment: 1 } },
    });
    if (count === 0) throw new Refusal("conflict", "courses.changedMeanwhile");
    await recordEvent(
      tx,
      "run.changed",
      { kind: "run", id },
      { courseId: run.courseId, fields: Object.keys(changes) },
    );
    await publicPageChanged(tx);
    return { version: version + 1 };
  });
}

interface Hours<T> {
  opensAt?: T | null;
  closesAt?: T | null;
}

/** Wall clock times as instants; refuses a closing before the opening. What is undefined stays as it was. */
function openingHours(
  { opensAt, closesAt }: Hours<string>,
  zone: string,
  now: Hours<Date> = {},
): Hours<Date> {
  const hours = { opensAt: instant(opensAt, zone), closesAt: instant(closesAt, zone) };
  const opens = hours.opensAt === undefined ? now.opensAt : hours.opensAt;
  const closes = hours.closesAt === undefined ? now.closesAt : hours.closesAt;
  if (opens && closes && closes <= opens) throw new Refusal("invalid", "courses.run.closesBeforeOpening");
  return hours;
}

function instant(local: string | null | undefined, zone: string): Date | null | undefined {
  if (!local) return local as null | undefined;
  const [date = "", time = ""] = local.split("T");
  return instantOf({ date, time, zone });
}

/** Pauses, reopens or closes the applications of one run. A cancelled run stays cancelled: people were told. */
export async function changeRunState(
  tenant: TenantScope,
  { id, state }: { id: string; state: Exclude<RunState, "cancelled"> },
): Promise<void> {
  return inTransaction(tenant, async (tx) => {
    const run = await runOrRefuse(tx, id);
    if (run.state === state) return;
    const { count } = await tx.db.run.updateMany({
      where: { id, state: { in: ["open", "paused", "closed"] } },
      data: { state, version: { increment: 1 } },
    });
    if (count === 0) throw new Refusal("conflict", "courses.run.isCancelled");
    const type = { open: "run.reopened", paused: "run.paused", closed: "run.closed" }[state];
    await recordEvent(tx, type, { kind: "run", id }, { courseId: run.courseId, before: run.state });
    await publicPageChanged(tx);
  });
}

/** Calls a whole run off, with every session still to come. Enrollments and texts hang off the one event. */
export async function cancelRun(tenant: TenantScope, id: string): Promise<void> {
  return inTransaction(tenant, async (tx) => {
    const run = await runOrRefuse(tx, id);
    const { count } = await tx.db.run.updateMany({
      where: { id, state: { not: "cancelled" } },
      data: { state: "cancelled", version: { increment: 1 } },
    });
    if (count === 0) throw new Refusal("conflict", "courses.run.isCancelled");
    const toCome = { runId: id, cancelledAt: null, endsAt: { gt: tx.now } };
    const sessions = await tx.db.classSession.findMany({ where: toCome, select: { id: true } });
    await tx.db.classSession.updateMany({
      where: toCome,
      data: { cancelledAt: tx.now, scheduleVersion: { increment: 1 } },
    });
    const sessionIds = sessions.map((session) => session.id);
    await recordEvent(tx, "run.cancelled", { kind: "run", id }, { courseId: run.courseId, sessionIds });
    await publicPageChanged(tx);
  });
}

/** "Same again": a new run like this one, its first session on another day, opening and closing moved along. */
export async function duplicateRun(
  tenant: TenantScope,
  given: { id: string; date: string },
): Promise<{ id: string; sessionIds: string[] }> {
  const { id, date } = duplicateRunInput.parse(given);
  return inTransaction(tenant, async (tx) => {
    const run = await runOrRefuse(tx, id);
    const pool = await tx.db.seatPool.findFirst({ where: { runId: id, name: "default" } });
    const held = await tx.db.classSession.findMany({ where: { runId: id }, orderBy: { startsAt: "asc" } });
    const times = held.map((one) => ({ date: one.localDate, start: one.localStart, end: one.localEnd }));
    const days = times[0] ? daysBetween(times[0].date, date) : 0;
    const zone = await zoneOf(tx);
    const later = (moment: Date | null) => moment && localMoment(moment, zone, days);
    return makeRun(tx, {
      courseId: run.courseId,
      label: run.label && nextLabel(run.label),
      priceWon: run.priceWon,
      placeName: run.placeName,
      placeAddress: run.placeAddress,
      placeLatitude: run.placeLatitude,
      placeLongitude: run.placeLongitude,
      placeNote: run.placeNote,
      onlineUrl: run.onlineUrl,
      opensAt: run.opensAt && run.opensAt > tx.now ? later(run.opensAt) : null,
      closesAt: later(run.closesAt),
      cancelDays: run.cancelDays,
      cancelTime: run.cancelTime,
      capacity: pool?.capacity ?? null,
      sessions: sameAgain(times, date),
    });
  });
}

function localMoment(moment: Date, zone: string, days: number): string {
  const { date, time } = localOf(moment, zone);
  return `${addDays(date, days)}T${time}`;
}

/** "3기" becomes "4기"; a label without a number stays. */
export const nextLabel = (label: string): string =>
  label.replace(/\d+/, (number) => String(Number(number) + 1));

export async function runOrRefuse(tx: Tx, id: string) {
  const run = await tx.db.run.findFirst({ where: { id } });
  if (!run) throw new Refusal("not_found", "courses.run.notFound");
  return run;
}
