import type { ClassSession, Course, Run } from "@/lib/platform/database/generated/client";
import type { Tx } from "@/lib/platform/tenancy";
import { isOver, type RunToJudge, type Standing, standingOf } from "./availability";
import type { RunState, Visibility } from "./schema";

export interface JudgedRun {
  courseId: string;
  run: Run;
  /** All of them, in order of time. */
  sessions: ClassSession[];
  judged: RunToJudge;
  standing: Standing;
}

type CourseToJudge = Pick<Course, "id" | "visibility">;

/** The runs of some courses that are not over, the soonest first. A run without a date comes after those with one. */
export async function judgedRuns(tx: Tx, courses: CourseToJudge[]): Promise<JudgedRun[]> {
  const all = await everyRun(tx, courses);
  return all.filter(({ judged }) => !isOver(judged, tx.now));
}

/** Every run of some courses with its standing, those that are over too, in order of their first date. */
export async function everyRun(tx: Tx, courses: CourseToJudge[]): Promise<JudgedRun[]> {
  const visibilityOf = new Map(courses.map(({ id, visibility }) => [id, visibility as Visibility]));
  const runs = await tx.db.run.findMany({
    where: { courseId: { in: [...visibilityOf.keys()] } },
    include: { sessions: { orderBy: { startsAt: "asc" } }, pools: { where: { name: "default" } } },
    orderBy: { id: "asc" },
  });
  return runs
    .map(({ sessions, pools, ...run }) => {
      const { capacity = null, taken = 0 } = pools[0] ?? {};
      const judged: RunToJudge = {
        visibility: visibilityOf.get(run.courseId) ?? "draft",
        state: run.state as RunState,
        opensAt: run.opensAt,
        closesAt: run.closesAt,
        sessions,
        pool: { capacity, taken },
      };
      return { courseId: run.courseId, run, sessions, judged, standing: standingOf(judged, tx.now) };
    })
    .sort((a, b) => firstStart(a, tx.now) - firstStart(b, tx.now));
}

/** By the next session still to come, else by the last one held. */
function firstStart({ sessions }: JudgedRun, now: Date): number {
  const held = sessions.filter(({ cancelledAt }) => cancelledAt === null);
  const next = held.find(({ endsAt }) => endsAt > now) ?? held.at(-1) ?? sessions.at(-1);
  return next ? next.startsAt.getTime() : Number.MAX_SAFE_INTEGER;
}

/** A run as anybody may see it: the link to an online room is not in it. */
export const publicRun = ({ run, sessions, judged, standing }: JudgedRun) => ({
  id: run.id,
  label: run.label,
  availability: standing.availability,
  opensAt: run.opensAt,
  closesAt: run.closesAt,
  priceWon: run.priceWon,
  place: run.placeName
    ? {
        name: run.placeName,
        address: run.placeAddress,
        latitude: run.placeLatitude,
        longitude: run.placeLongitude,
        note: run.placeNote,
      }
    : null,
  online: run.onlineUrl !== null,
  capacity: judged.pool.capacity,
  left: standing.left,
  sessions: sessions
    .filter(({ cancelledAt }) => cancelledAt === null)
    .map(({ id, startsAt, endsAt, scheduleVersion }) => ({ id, startsAt, endsAt, scheduleVersion })),
});
