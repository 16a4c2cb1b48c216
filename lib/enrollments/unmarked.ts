import { ask, withdraw } from "@/lib/decisions/decisions";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { addHours } from "@/lib/platform/zoned-time";

import { markAll, unmarkedOf } from "./attendance";

const kind = "attendance.unmarked";

/**
 * After a session: who was not marked? One question for all of them; unanswered, they count as absent when the tenant's
 * hours of grace are over. Asked once for a session, and taken back when nobody is unmarked any more.
 */
export async function askAboutUnmarked(tenant: TenantScope, sessionId: string): Promise<void> {
  return inTransaction(tenant, async (tx) => {
    const asked = await tx.db.decision.findFirst({
      where: { kind, subjectId: sessionId },
      select: { state: true },
    });
    if (asked && asked.state !== "open") return;
    const unmarked = await unmarkedOf(tx, sessionId);
    if (unmarked.length === 0) return withdraw(tx, kind, sessionId);
    if (asked) return;
    const session = await tx.db.classSession.findFirst({
      where: { id: sessionId },
      select: {
        endsAt: true,
        runId: true,
        run: { select: { courseId: true, course: { select: { title: true } } } },
      },
    });
    if (!session) return;
    const settings = await tx.db.tenantSettings.findFirst({ select: { attendanceGraceHours: true } });
    const tenantRow = await tx.db.tenant.findUniqueOrThrow({
      where: { id: tx.tenantId },
      select: { slug: true },
    });
    await ask(tx, {
      kind,
      subject: { kind: "class_session", id: sessionId },
      question: {
        kicker: { key: "attendance.unmarked.kicker", values: { course: session.run.course.title } },
        title: { key: "attendance.unmarked.title", values: { count: unmarked.length } },
        detail: { key: "attendance.unmarked.detail" },
      },
      options: [
        { key: "absent", label: { key: "attendance.unmarked.absent" } },
        { key: "present", label: { key: "attendance.unmarked.present" } },
        {
          key: "one_by_one",
          label: { key: "attendance.unmarked.oneByOne" },
          href: `/t/${tenantRow.slug}/courses/${session.run.courseId}/runs/${session.runId}/roster?session=${sessionId}`,
        },
      ],
      default: "absent",
      deadline: addHours(session.endsAt, settings?.attendanceGraceHours ?? 20),
    });
  });
}

/** What the owner (or the deadline) said about those who were not marked. */
export async function answerUnmarked(tenant: TenantScope, sessionId: string, answer: string): Promise<void> {
  return inTransaction(tenant, async (tx) => {
    if (answer === "absent" || answer === "present")
      await markAll(tx, sessionId, answer === "present" ? "attended" : "absent", "default");
  });
}
