import { changeVisibility, makeCourse } from "@/lib/courses/courses";
import { makeRun } from "@/lib/courses/runs";
import type { MakeRun } from "@/lib/courses/schema";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";

import type { Application } from "../schema";

/** A listed course with one run, made by the verbs. The clock of tests stands before 2026-12-05. */
export async function courseWithRun(
  tenant: TenantScope,
  given: Partial<MakeRun> & { needsApproval?: boolean } = {},
): Promise<{ courseId: string; runId: string; sessionId: string }> {
  const { needsApproval = false, ...run } = given;
  const course = await makeCourse(tenant, {
    kind: "lecture",
    title: "혼자서도 되는 동네 마케팅",
    needsApproval,
  });
  await changeVisibility(tenant, { id: course.id, visibility: "listed" });
  const made = await makeRun(tenant, {
    sessions: [{ date: "2026-12-05", start: "14:00", end: "16:00" }],
    ...run,
    courseId: course.id,
  });
  return { courseId: course.id, runId: made.id, sessionId: made.sessionIds[0] as string };
}

/** "010-1000-0007" for 7: never the same number for two applicants. */
export const phoneOf = (number: number) =>
  `010-${1000 + Math.floor(number / 10_000)}-${String(number % 10_000).padStart(4, "0")}`;

export const applicationTo = (
  runId: string,
  number: number,
  given: Partial<Application> = {},
): Application => ({
  runId,
  name: "김영희",
  phone: phoneOf(number),
  waitIfFull: false,
  consents: ["collection"],
  evidence: { locale: "ko", source: "application_form" },
  ...given,
});

/** What the seat pool of a run and its enrollments say, to compare them. */
export async function seatsOf(tenant: TenantScope, runId: string) {
  return inTransaction(tenant, async (tx) => {
    const pool = await tx.db.seatPool.findFirstOrThrow({ where: { runId } });
    const enrollments = await tx.db.enrollment.findMany({
      where: { runId },
      orderBy: { id: "asc" },
      select: { id: true, state: true, places: true },
    });
    return { capacity: pool.capacity, taken: pool.taken, enrollments };
  });
}
