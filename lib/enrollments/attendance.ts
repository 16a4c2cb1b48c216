import { recordEvent } from "@/lib/platform/events";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import type { AttendanceMeans } from "./schema";
import { type AttendanceState, came, type EnrollmentState } from "./states";

export interface Marking {
  enrollmentId: string;
  sessionId: string;
  state: AttendanceState;
  means: AttendanceMeans;
}

export interface Marked {
  state: AttendanceState;
  markedAt: Date | null;
  /** False when it was so already: a second scan is harmless (domain.md row 113). */
  changed: boolean;
}

/** Who may be marked: whoever has a place, paid or not; money that is due is shown, not a reason to send away. */
const expected: readonly EnrollmentState[] = ["confirmed", "completed", "awaiting_payment"];

/** Writes that somebody came, was late, left early or stayed away. Marking again what is marked changes nothing. */
export async function mark(tenant: TenantScope, given: Marking): Promise<Marked> {
  return inTransaction(tenant, async (tx) => {
    const enrollment = await expectedPerson(tx, given.enrollmentId, given.sessionId);
    return write(tx, enrollment, given);
  });
}

/** Somebody arrives. Whoever was marked late or as having left early stays so. */
export async function checkIn(
  tenant: TenantScope,
  { enrollmentId, sessionId, means }: Omit<Marking, "state">,
): Promise<Marked> {
  return inTransaction(tenant, async (tx) => {
    const enrollment = await expectedPerson(tx, enrollmentId, sessionId);
    const known = await tx.db.attendance.findFirst({ where: { enrollmentId, sessionId } });
    if (known && came(known.state as AttendanceState))
      return { state: known.state as AttendanceState, markedAt: known.markedAt, changed: false };
    return write(tx, enrollment, { enrollmentId, sessionId, means, state: "attended" });
  });
}

/** Takes a mark back: the person is unmarked again. */
export async function undoMark(
  tenant: TenantScope,
  enrollmentId: string,
  sessionId: string,
): Promise<Marked> {
  return mark(tenant, { enrollmentId, sessionId, state: "unmarked", means: "tap" });
}

/** "All present, mark the absent": everybody who is still unmarked. Answers who, so that it can be taken back. */
export async function markAllPresent(tenant: TenantScope, sessionId: string): Promise<string[]> {
  return inTransaction(tenant, (tx) => markAll(tx, sessionId, "attended", "all_present"));
}

/** Marks everybody who is unmarked, and answers their enrollments. */
export async function markAll(
  tx: Tx,
  sessionId: string,
  state: AttendanceState,
  means: AttendanceMeans,
): Promise<string[]> {
  const unmarked = await unmarkedOf(tx, sessionId);
  for (const { id, customerId } of unmarked)
    await write(tx, { id, customerId }, { enrollmentId: id, sessionId, state, means });
  return unmarked.map(({ id }) => id);
}

/** Who has a place and is neither marked present nor absent; only the confirmed, who were promised one. */
export async function unmarkedOf(
  tenant: TenantScope,
  sessionId: string,
): Promise<{ id: string; customerId: string }[]> {
  return inTransaction(tenant, async (tx) => {
    const session = await sessionOrRefuse(tx, sessionId);
    return tx.db.enrollment.findMany({
      where: {
        runId: session.runId,
        state: { in: ["confirmed", "completed"] },
        attendances: { none: { sessionId, state: { not: "unmarked" } } },
      },
      orderBy: { id: "asc" },
      select: { id: true, customerId: true },
    });
  });
}

/** The marks of one enrollment, by session. */
export async function attendanceOf(
  tenant: TenantScope,
  enrollmentId: string,
): Promise<{ sessionId: string; state: AttendanceState; markedAt: Date | null }[]> {
  return inTransaction(tenant, async (tx) => {
    const rows = await tx.db.attendance.findMany({
      where: { enrollmentId },
      select: { sessionId: true, state: true, markedAt: true },
    });
    return rows.map((row) => ({ ...row, state: row.state as AttendanceState }));
  });
}

export async function sessionOrRefuse(tx: Tx, sessionId: string) {
  const session = await tx.db.classSession.findFirst({
    where: { id: sessionId },
    select: { id: true, runId: true, startsAt: true, endsAt: true, cancelledAt: true },
  });
  if (!session) throw new Refusal("not_found", "errors.not_found");
  return session;
}

async function expectedPerson(tx: Tx, enrollmentId: string, sessionId: string) {
  const session = await sessionOrRefuse(tx, sessionId);
  const enrollment = await tx.db.enrollment.findFirst({
    where: { id: enrollmentId },
    select: { id: true, customerId: true, runId: true, state: true },
  });
  if (!enrollment) throw new Refusal("not_found", "errors.not_found");
  if (enrollment.runId !== session.runId) throw new Refusal("conflict", "attendance.otherCourse");
  if (session.cancelledAt) throw new Refusal("conflict", "attendance.sessionCancelled");
  if (!expected.includes(enrollment.state as EnrollmentState))
    throw new Refusal("conflict", "attendance.noPlace");
  return { id: enrollment.id, customerId: enrollment.customerId };
}

async function write(
  tx: Tx,
  enrollment: { id: string; customerId: string },
  { sessionId, state, means }: Marking,
): Promise<Marked> {
  const place = { enrollmentId: enrollment.id, sessionId };
  await tx.db.attendance.createMany({ data: [{ tenantId: tx.tenantId, ...place }], skipDuplicates: true });
  const known = await tx.db.attendance.findFirst({ where: place });
  const before = (known?.state ?? "unmarked") as AttendanceState;
  if (before === state) return { state, markedAt: known?.markedAt ?? null, changed: false };
  const markedAt = state === "unmarked" ? null : tx.now;
  const marked = await tx.db.attendance.updateMany({
    where: { ...place, state: before },
    data: {
      state,
      markedAt,
      markedBy: state === "unmarked" ? null : (tx.actor.name ?? null),
      means: state === "unmarked" ? null : means,
      version: { increment: 1 },
    },
  });
  // Two helpers at once: the one who came second meets the state of the first.
  if (marked.count === 0) return write(tx, enrollment, { ...place, state, means });
  const subject = { kind: "enrollment", id: enrollment.id, customerId: enrollment.customerId };
  await recordEvent(tx, "attendance.marked", subject, { sessionId, state, before, means });
  return { state, markedAt, changed: true };
}
