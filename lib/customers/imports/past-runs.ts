import { searchText } from "@/lib/platform/formats/choseong";
import { newId } from "@/lib/platform/ids";
import type { Tx } from "@/lib/platform/tenancy";

import { insertRows } from "./insert-rows";

/** A dated offering of a course that is over, as far as a history needs it. */
export interface PastRun {
  id: string;
  poolId: string;
  /** Its sessions that took place, the first one first. */
  sessions: { id: string; endsAt: Date }[];
}

/** What a file's words say of a course that somebody took; null where they fit none, or more than one. */
export class PastRuns {
  private readonly byWords = new Map<string, PastRun | null>();
  private readonly byId = new Map<string, PastRun>();

  add(run: PastRun, said: readonly string[]): void {
    this.byId.set(run.id, run);
    for (const words of new Set(said.map(searchText).filter(Boolean)))
      this.byWords.set(words, this.byWords.has(words) ? null : run);
  }

  saidBy(words: string): PastRun | null {
    return this.byWords.get(searchText(words)) ?? null;
  }

  get(id: string): PastRun | undefined {
    return this.byId.get(id);
  }
}

const most = 5000;

/**
 * The tenant's runs that are over, by everything that could be meant by them: the course's title or one of its addresses where it ran
 * once, and with its label (실습 3기) or the day of one of its sessions (공개강의 2025.3.2) where it ran more often.
 */
export async function pastRunsOf(tx: Tx): Promise<PastRuns> {
  const rows = await tx.db.run.findMany({
    where: {
      state: { not: "cancelled" },
      sessions: { some: { cancelledAt: null }, none: { cancelledAt: null, endsAt: { gt: tx.now } } },
    },
    orderBy: { id: "asc" },
    take: most,
    select: {
      id: true,
      courseId: true,
      label: true,
      course: { select: { title: true, slugs: { select: { slug: true } } } },
      pools: { orderBy: { name: "asc" }, take: 1, select: { id: true } },
      sessions: {
        where: { cancelledAt: null },
        orderBy: { startsAt: "asc" },
        select: { id: true, endsAt: true, localDate: true },
      },
    },
  });
  const found = new PastRuns();
  const runsOf = Map.groupBy(rows, ({ courseId }) => courseId);
  for (const { id, courseId, label, course, pools, sessions } of rows) {
    const [pool] = pools;
    if (!pool) continue;
    const names = [course.title, ...course.slugs.map(({ slug }) => slug)];
    const more = [
      ...(runsOf.get(courseId)?.length === 1 ? [""] : []),
      ...(label ? [label] : []),
      ...sessions.flatMap(({ localDate }) => writtenDays(localDate)),
    ];
    found.add(
      {
        id,
        poolId: pool.id,
        sessions: sessions.map((session) => ({ id: session.id, endsAt: session.endsAt })),
      },
      names.flatMap((name) => more.flatMap((one) => [`${name}${one}`, `${one}${name}`])),
    );
  }
  return found;
}

/** A day as people write it: 2025-03-02, 2025.3.2, 25.3.2. What separates its parts is not compared. */
function writtenDays(day: string): string[] {
  const [year = "", month = "", date = ""] = day.split("-");
  const short = [year, Number(month), Number(date)].join(".");
  return [day, short, day.slice(2), short.slice(2), `${year}년 ${Number(month)}월 ${Number(date)}일`];
}

/** A past enrollment as it is recorded: whose, and in which run. */
export interface PastEnrollment {
  id: string;
  customerId: string;
  runId: string;
}

/**
 * Records that these customers took these runs, dated by the runs themselves and marked as coming from a file. They are history: the
 * places of a run that is over are not counted again, no event tells of it that anything follows from, and nobody is asked or texted.
 */
export async function recordPastEnrollments(
  tx: Tx,
  runs: PastRuns,
  enrollments: readonly PastEnrollment[],
): Promise<void> {
  const known = enrollments.flatMap((one) => {
    const run = runs.get(one.runId);
    const over = run?.sessions.at(-1)?.endsAt;
    return run && over ? [{ ...one, run, over }] : [];
  });
  await insertRows(
    tx,
    "enrollment",
    [
      "id",
      "run_id",
      "pool_id",
      "customer_id",
      "state",
      "applied_at",
      "confirmed_at",
      "state_changed_at",
      "origin",
    ],
    known.map(({ id, customerId, run, over }) => ({
      id,
      run_id: run.id,
      pool_id: run.poolId,
      customer_id: customerId,
      state: "completed",
      applied_at: run.sessions[0]?.endsAt ?? over,
      confirmed_at: run.sessions[0]?.endsAt ?? over,
      state_changed_at: over,
      origin: "import",
    })),
  );
  await insertRows(
    tx,
    "attendance",
    ["enrollment_id", "session_id", "state", "marked_at", "means"],
    known.flatMap(({ id, run }) =>
      run.sessions.map((session) => ({
        enrollment_id: id,
        session_id: session.id,
        state: "attended",
        marked_at: session.endsAt,
        means: "import",
      })),
    ),
  );
}

export const newPastEnrollment = (customerId: string, runId: string): PastEnrollment => ({
  id: newId(),
  customerId,
  runId,
});

/** Takes past enrollments back that nobody touched and nothing hangs on; answers how many stay. */
export async function removePastEnrollments(tx: Tx, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0;
  const there = await tx.db.enrollment.count({ where: { id: { in: [...ids] } } });
  const untouched = await tx.db.enrollment.findMany({
    where: {
      id: { in: [...ids] },
      origin: "import",
      version: 1,
      attendances: { none: { version: { gt: 1 } } },
      messages: { none: {} },
      answers: { none: {} },
      surveyResponses: { none: {} },
    },
    select: { id: true },
  });
  const gone = untouched.map(({ id }) => id);
  await tx.db.attendance.deleteMany({ where: { enrollmentId: { in: gone } } });
  await tx.db.enrollment.deleteMany({ where: { id: { in: gone } } });
  return there - gone.length;
}
