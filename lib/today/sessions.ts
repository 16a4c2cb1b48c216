import type { Prisma } from "@/lib/platform/database/generated/client";
import type { Tx } from "@/lib/platform/tenancy";
import { addDays, instantOf, localDate } from "@/lib/platform/zoned-time";

export interface TodaysSession {
  id: string;
  courseId: string;
  runId: string;
  title: string;
  kind: string;
  label: string | null;
  startsAt: Date;
  endsAt: Date;
  place: string | null;
  online: boolean;
  capacity: number | null;
  taken: number;
  confirmed: number;
  waiting: number;
}

export interface NextSession {
  title: string;
  startsAt: Date;
}

const held = (ownCoursesOnly: string | null): Prisma.ClassSessionWhereInput => ({
  cancelledAt: null,
  run: {
    state: { not: "cancelled" },
    ...(ownCoursesOnly ? { course: { instructorId: ownCoursesOnly } } : {}),
  },
});

/** The class sessions that begin on the tenant's calendar day, in their order. */
export async function sessionsOn(
  tx: Tx,
  zone: string,
  ownCoursesOnly: string | null,
): Promise<TodaysSession[]> {
  const [from, to] = dayOf(tx.now, zone);
  const sessions = await tx.db.classSession.findMany({
    where: { ...held(ownCoursesOnly), startsAt: { gte: from, lt: to } },
    orderBy: [{ startsAt: "asc" }, { id: "asc" }],
    include: { run: { include: { course: true, pools: { take: 1, orderBy: { id: "asc" } } } } },
  });
  const people = await tx.db.enrollment.groupBy({
    by: ["runId", "state"],
    where: { runId: { in: sessions.map(({ runId }) => runId) } },
    _sum: { places: true },
  });
  const places = (runId: string, states: string[]) =>
    people
      .filter((one) => one.runId === runId && states.includes(one.state))
      .reduce((sum, one) => sum + (one._sum.places ?? 0), 0);
  return sessions.map(({ id, runId, startsAt, endsAt, run }) => ({
    id,
    runId,
    courseId: run.courseId,
    title: run.course.title,
    kind: run.course.kind,
    label: run.label,
    startsAt,
    endsAt,
    place: run.placeName,
    online: run.onlineUrl !== null && run.placeName === null,
    capacity: run.pools[0]?.capacity ?? null,
    taken: run.pools[0]?.taken ?? 0,
    confirmed: places(runId, ["confirmed", "completed"]),
    waiting: places(runId, ["waitlisted", "offered"]),
  }));
}

/** The first session after today that still has to come. */
export async function nextSessionAfter(
  tx: Tx,
  zone: string,
  ownCoursesOnly: string | null,
): Promise<NextSession | null> {
  const [, tomorrow] = dayOf(tx.now, zone);
  const next = await tx.db.classSession.findFirst({
    where: { ...held(ownCoursesOnly), startsAt: { gte: tomorrow } },
    orderBy: { startsAt: "asc" },
    select: { startsAt: true, run: { select: { course: { select: { title: true } } } } },
  });
  return next && { title: next.run.course.title, startsAt: next.startsAt };
}

function dayOf(now: Date, zone: string): [Date, Date] {
  const date = localDate(now, zone);
  return [
    instantOf({ date, time: "00:00", zone }),
    instantOf({ date: addDays(date, 1), time: "00:00", zone }),
  ];
}
