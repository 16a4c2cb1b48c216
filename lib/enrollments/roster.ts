import { recordAccess } from "@/lib/platform/access-log";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import type { RosterPerson } from "./schema";
import { type AttendanceState, attendanceStates, came, type EnrollmentState, isOpen } from "./states";

export interface RosterSession {
  id: string;
  position: number;
  startsAt: Date;
  endsAt: Date;
  zone: string;
  cancelled: boolean;
}

export interface Roster {
  run: {
    id: string;
    label: string | null;
    state: string;
    placeName: string | null;
    priceWon: number;
    courseId: string;
    courseTitle: string;
    courseKind: string;
    instructorId: string | null;
    capacity: number | null;
    taken: number;
  };
  sessions: RosterSession[];
  /** The session that is marked here: the one asked for, else the one at hand. Null for a run without dates. */
  session: RosterSession | null;
  people: RosterPerson[];
  now: Date;
}

/** Everybody of a run with their marks in one session, by name. */
export async function rosterOf(tenant: TenantScope, runId: string, sessionId?: string): Promise<Roster> {
  return inTransaction(tenant, async (tx) => {
    const run = await tx.db.run.findFirst({
      where: { id: runId },
      include: {
        course: { select: { id: true, title: true, kind: true, instructorId: true } },
        sessions: { orderBy: { startsAt: "asc" } },
        pools: { take: 1, orderBy: { id: "asc" } },
      },
    });
    if (!run) throw new Refusal("not_found", "errors.not_found");
    const sessions = run.sessions.map(({ cancelledAt, ...session }) => ({
      ...session,
      cancelled: cancelledAt !== null,
    }));
    const session = sessions.find(({ id }) => id === sessionId) ?? sessionAtHand(sessions, tx.now);
    const people = await peopleOf(tx, run, session?.id ?? null);
    await recordAccess(tx, {
      act: "roster",
      customerIds: people.map(({ customerId }) => customerId).sort(),
    });
    return {
      run: {
        id: run.id,
        label: run.label,
        state: run.state,
        placeName: run.placeName,
        priceWon: run.priceWon,
        courseId: run.course.id,
        courseTitle: run.course.title,
        courseKind: run.course.kind,
        instructorId: run.course.instructorId,
        capacity: run.pools[0]?.capacity ?? null,
        taken: run.pools[0]?.taken ?? 0,
      },
      sessions,
      session,
      people,
      now: tx.now,
    };
  });
}

/** The session that runs or comes next; after the last one, the last. */
function sessionAtHand(sessions: RosterSession[], now: Date): RosterSession | null {
  const held = sessions.filter(({ cancelled }) => !cancelled);
  return held.find(({ endsAt }) => endsAt > now) ?? held.at(-1) ?? null;
}

async function peopleOf(
  tx: Tx,
  run: { id: string; priceWon: number },
  sessionId: string | null,
): Promise<RosterPerson[]> {
  const rows = await tx.db.enrollment.findMany({
    where: { runId: run.id, state: { not: "moved" } },
    select: {
      id: true,
      customerId: true,
      state: true,
      places: true,
      waitlistedAt: true,
      guardians: { where: { state: "waiting" }, take: 1, select: { id: true } },
      customer: {
        select: {
          name: true,
          shop: true,
          contactPoints: {
            where: { channel: "phone" },
            orderBy: { primary: "desc" },
            take: 1,
            select: { lastFour: true },
          },
        },
      },
      attendances: sessionId ? { where: { sessionId }, take: 1 } : { take: 0 },
    },
  });
  const visits = await visitsBefore(
    tx,
    run.id,
    rows.map(({ customerId }) => customerId),
  );
  const people = withoutEarlierTries(rows).map((row) => {
    const state = row.state as EnrollmentState;
    const attendance = row.attendances[0];
    return {
      enrollmentId: row.id,
      customerId: row.customerId,
      name: row.customer.name,
      shop: row.customer.shop,
      lastFour: row.customer.contactPoints[0]?.lastFour ?? null,
      state,
      awaitsGuardian: row.guardians.length > 0,
      places: row.places,
      visits: visits.get(row.customerId) ?? 0,
      dueWon: state === "awaiting_payment" ? run.priceWon * row.places : 0,
      waitlistedAt: row.waitlistedAt,
      attendance: {
        state: (attendance?.state ?? "unmarked") as AttendanceState,
        markedAt: attendance?.markedAt ?? null,
        markedBy: attendance?.markedBy ?? null,
      },
    };
  });
  return people.sort(
    (a, b) => a.name.localeCompare(b.name, "ko") || (a.enrollmentId < b.enrollmentId ? -1 : 1),
  );
}

/** Who cancelled and applied again stands here once. */
function withoutEarlierTries<Row extends { customerId: string; state: string }>(rows: Row[]): Row[] {
  const enrolled = new Set(rows.filter(({ state }) => isHere(state)).map(({ customerId }) => customerId));
  return rows.filter(({ customerId, state }) => isHere(state) || !enrolled.has(customerId));
}

const isHere = (state: string) => isOpen(state as EnrollmentState) || state === "completed";

/** How many other runs each person came to. */
async function visitsBefore(tx: Tx, runId: string, customerIds: string[]): Promise<Map<string, number>> {
  const attended = await tx.db.enrollment.findMany({
    where: {
      customerId: { in: customerIds },
      runId: { not: runId },
      attendances: { some: { state: { in: attendanceStates.filter(came) } } },
    },
    select: { customerId: true },
  });
  const visits = new Map<string, number>();
  for (const { customerId } of attended) visits.set(customerId, (visits.get(customerId) ?? 0) + 1);
  return visits;
}

/** Who of a run ends with these four digits: at the door and on the wall. Usually one, sometimes relatives. */
export async function findByLastFour(
  tenant: TenantScope,
  runId: string,
  four: string,
): Promise<RosterPerson[]> {
  if (!/^\d{4}$/.test(four)) throw new Refusal("invalid", "attendance.fourDigits");
  const { people } = await rosterOf(tenant, runId);
  const present: readonly EnrollmentState[] = ["confirmed", "completed", "awaiting_payment"];
  return people.filter(({ lastFour, state }) => lastFour === four && present.includes(state));
}

/** "Not yours equals not there": a run of another teacher's course, and an enrollment that is not of this run. */
export async function refuseOthersRun(
  tenant: TenantScope,
  runId: string,
  wanted: { instructorId: string | null; enrollmentId?: string | undefined },
): Promise<void> {
  return inTransaction(tenant, async (tx) => {
    const { instructorId, enrollmentId } = wanted;
    const run = await tx.db.run.count({
      where: { id: runId, ...(instructorId ? { course: { instructorId } } : {}) },
    });
    const enrollment = enrollmentId
      ? await tx.db.enrollment.count({ where: { id: enrollmentId, runId } })
      : 1;
    if (run === 0 || enrollment === 0) throw new Refusal("not_found", "errors.not_found");
  });
}
