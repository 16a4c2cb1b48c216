import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { addHours } from "@/lib/platform/zoned-time";

import { isToday } from "./check-in-window";

export interface SessionToday {
  id: string;
  runId: string;
  courseId: string;
  courseTitle: string;
  startsAt: Date;
  endsAt: Date;
  zone: string;
}

const aroundHours = 48;

/** The class sessions at whose door somebody may stand today, in their order; an instructor's own ones only. */
export async function sessionsToday(
  tenant: TenantScope,
  { instructorId }: { instructorId: string | null },
): Promise<SessionToday[]> {
  return inTransaction(tenant, async (tx) => {
    const sessions = await tx.db.classSession.findMany({
      where: {
        cancelledAt: null,
        startsAt: { gt: addHours(tx.now, -aroundHours), lt: addHours(tx.now, aroundHours) },
        ...(instructorId ? { run: { course: { instructorId } } } : {}),
      },
      orderBy: [{ startsAt: "asc" }, { id: "asc" }],
      include: { run: { select: { course: { select: { id: true, title: true } } } } },
    });
    return sessions
      .filter((session) => isToday({ ...session, cancelled: false }, tx.now))
      .map(({ run, id, runId, startsAt, endsAt, zone }) => ({
        id,
        runId,
        courseId: run.course.id,
        courseTitle: run.course.title,
        startsAt,
        endsAt,
        zone,
      }));
  });
}
