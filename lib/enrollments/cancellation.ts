import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import { type CancelDeadline, cancelDeadline, mayCancel } from "./cancel-deadline";
import type { Enrollment } from "./schema";
import { holdsSeat } from "./states";
import { become, enrollmentToChange } from "./transition";
import { promoteWaiting } from "./waitlist";

export interface Cancelling {
  by: "customer" | "owner" | "unpaid" | "guardian";
  reason?: string | undefined;
}

/**
 * Gives the places back and lets the next waiting person in. Cancelling what is cancelled is calm. The person may apply
 * again: that makes a new enrollment.
 */
export async function cancel(
  tenant: TenantScope,
  enrollmentId: string,
  { by, reason }: Cancelling,
): Promise<Enrollment> {
  return inTransaction(tenant, async (tx) => {
    const enrollment = await enrollmentToChange(tx, enrollmentId);
    if (enrollment.state === "cancelled") return enrollment;
    const change = { cancelledBy: by, cancelReason: reason?.trim().slice(0, 500) || null };
    const cancelled = await become(tx, enrollment, "cancelled", change, { by });
    if (holdsSeat(enrollment.state)) await promoteWaiting(tx, enrollment.runId);
    return cancelled;
  });
}

/** The same by the person's own link: until the run's deadline; who holds no place yet may leave at any time. */
export async function cancelByLink(
  tenant: TenantScope,
  enrollmentId: string,
  reason?: string,
): Promise<Enrollment> {
  return inTransaction(tenant, async (tx) => {
    await refuseTooLate(tx, await enrollmentToChange(tx, enrollmentId));
    return cancel(tx, enrollmentId, { by: "customer", reason });
  });
}

/** For what a person does by link: until the deadline of the run they leave. */
export async function refuseTooLate(
  tx: Tx,
  { runId, state }: Pick<Enrollment, "runId" | "state">,
): Promise<void> {
  const deadline = await deadlineOf(tx, runId);
  if (holdsSeat(state) && deadline && !mayCancel(deadline, tx.now))
    throw new Refusal("conflict", "enrollments.cancelTooLate");
}

/** Until when a person may cancel by link; null for a run without dates. */
export async function deadlineOf(tx: Tx, runId: string): Promise<CancelDeadline | null> {
  const run = await tx.db.run.findFirst({
    where: { id: runId },
    select: {
      cancelDays: true,
      cancelTime: true,
      sessions: { where: { cancelledAt: null }, orderBy: { startsAt: "asc" }, take: 1 },
    },
  });
  const first = run?.sessions[0];
  if (!first) return null;
  return cancelDeadline(
    { daysBefore: run.cancelDays, atTime: run.cancelTime, onHoliday: "previous_business_day" },
    { startsAt: first.startsAt, zone: first.zone },
  );
}
