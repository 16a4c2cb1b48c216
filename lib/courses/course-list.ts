import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { localOf } from "@/lib/platform/zoned-time";
import { faqOf, takeAwaysOf } from "./public-parts";
import { everyRun, type JudgedRun } from "./public-runs";
import type { CourseKind, RunState, Visibility } from "./schema";
import { nextFirstDate } from "./session-times";
import { zoneOf } from "./sessions";

/** One line of the courses list. */
export interface CourseLine {
  id: string;
  slug: string;
  kind: CourseKind;
  title: string;
  visibility: Visibility;
  /** The soonest run that is not over. */
  next: RunLine | null;
  runCount: number;
}

/** One run as the staff desk shows it. */
export interface RunLine {
  id: string;
  label: string | null;
  state: RunState;
  availability: JudgedRun["standing"]["availability"];
  startsAt: Date | null;
  endsAt: Date | null;
  taken: number;
  capacity: number | null;
}

/** Every course of a tenant, those with the soonest date first; `instructorId` (a membership) narrows to one's own. */
export async function courseList(
  tenant: TenantScope,
  instructorId: string | null = null,
): Promise<CourseLine[]> {
  return inTransaction(tenant, async (tx) => {
    const where = instructorId ? { instructorId } : {};
    const courses = await tx.db.course.findMany({ where, orderBy: { id: "desc" } });
    const runs = await everyRun(tx, courses);
    const lines = courses.map((course) => {
      const own = runs.filter(({ courseId }) => courseId === course.id);
      const next = own.find(({ standing }) => standing.availability !== "over");
      return {
        id: course.id,
        slug: course.slug,
        kind: course.kind as CourseKind,
        title: course.title,
        visibility: course.visibility as Visibility,
        next: next ? runLine(next, tx.now) : null,
        runCount: own.length,
      };
    });
    const soon = (line: CourseLine) => line.next?.startsAt?.getTime() ?? Number.MAX_SAFE_INTEGER;
    return lines.sort((a, b) => soon(a) - soon(b));
  });
}

/** A course as its own page at the staff desk shows it, with all its runs, the coming ones first. */
export async function courseDesk(tenant: TenantScope, id: string, instructorId: string | null = null) {
  return inTransaction(tenant, async (tx) => {
    const where = instructorId ? { id, instructorId } : { id };
    const course = await tx.db.course.findFirst({
      where,
      include: { cover: { select: { sha256: true, width: true, height: true } } },
    });
    if (!course) throw new Refusal("not_found", "courses.notFound");
    const zone = await zoneOf(tx);
    const runs = await everyRun(tx, [course]);
    const dates = runs.map(({ sessions }) => sessions.map(({ localDate }) => localDate));
    const others = await tx.db.course.findMany({
      where: { NOT: { id } },
      select: { id: true, title: true },
      orderBy: { title: "asc" },
    });
    const earlier = await tx.db.courseSlug.findMany({
      where: { courseId: id, NOT: { slug: course.slug } },
      select: { slug: true },
      orderBy: { since: "desc" },
    });
    return {
      course: {
        ...course,
        kind: course.kind as CourseKind,
        visibility: course.visibility as Visibility,
        takeAways: takeAwaysOf(course),
        faq: faqOf(course),
      },
      coming: runs.filter(({ standing }) => standing.availability !== "over"),
      over: runs.filter(({ standing }) => standing.availability === "over").reverse(),
      suggestedDate: nextFirstDate(dates, localOf(tx.now, zone).date),
      otherCourses: others,
      earlierSlugs: earlier.map(({ slug }) => slug),
      zone,
      now: tx.now,
    };
  });
}
export type CourseDesk = Awaited<ReturnType<typeof courseDesk>>;

/** One run with its course, for its own page. */
export async function runDesk(tenant: TenantScope, runId: string, instructorId: string | null = null) {
  return inTransaction(tenant, async (tx) => {
    const run = await tx.db.run.findFirst({ where: { id: runId }, select: { courseId: true } });
    if (!run) throw new Refusal("not_found", "courses.run.notFound");
    const desk = await courseDesk(tx, run.courseId, instructorId);
    const found = [...desk.coming, ...desk.over].find(({ run }) => run.id === runId) as JudgedRun;
    return { ...desk, found, people: await peopleOf(tx, runId) };
  });
}
export type RunDesk = Awaited<ReturnType<typeof runDesk>>;

/** How many people hold or wait for a place in a run: those who are told when it moves or is called off. */
async function peopleOf(tenant: TenantScope, runId: string): Promise<{ seated: number; waiting: number }> {
  return inTransaction(tenant, async (tx) => {
    const counts = await tx.db.enrollment.groupBy({
      by: ["state"],
      where: { runId },
      _count: { _all: true },
    });
    const countOf = (...states: string[]) =>
      counts.filter(({ state }) => states.includes(state)).reduce((sum, { _count }) => sum + _count._all, 0);
    return {
      seated: countOf("awaiting_approval", "awaiting_payment", "confirmed", "offered"),
      waiting: countOf("waitlisted"),
    };
  });
}

export function runLine({ run, sessions, judged, standing }: JudgedRun, now: Date): RunLine {
  const held = sessions.filter(({ cancelledAt }) => cancelledAt === null);
  const next = held.find(({ endsAt }) => endsAt > now) ?? held.at(-1) ?? sessions[0];
  return {
    id: run.id,
    label: run.label,
    state: judged.state,
    availability: standing.availability,
    startsAt: next?.startsAt ?? null,
    endsAt: next?.endsAt ?? null,
    taken: judged.pool.taken,
    capacity: judged.pool.capacity,
  };
}
