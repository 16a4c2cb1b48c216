import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import { runOrRefuse } from "./run-to-join";
import type { Enrollment } from "./schema";
import { firstState, holdsSeat } from "./states";
import { become, enrollmentToChange } from "./transition";
import { promoteWaiting } from "./waitlist";

/**
 * The owner accepts a request or lets a waiting person in. Of two requests for the last place one is accepted; the
 * other is refused as `enrollments.full` and stays a request. Accepting twice changes nothing.
 */
export async function approve(tenant: TenantScope, enrollmentId: string): Promise<Enrollment> {
  return inTransaction(tenant, async (tx) => {
    const enrollment = await enrollmentToChange(tx, enrollmentId);
    if (enrollment.state === "confirmed" || enrollment.state === "awaiting_payment") return enrollment;
    return become(tx, enrollment, await stateOnceAccepted(tx, enrollment));
  });
}

/** Accepts a request for a full run: the person waits, and gets the next free place (one free now, at once). */
export async function putOnWaitlist(tenant: TenantScope, enrollmentId: string): Promise<void> {
  return inTransaction(tenant, async (tx) => {
    const enrollment = await enrollmentToChange(tx, enrollmentId);
    if (enrollment.state === "waitlisted") return;
    await become(tx, enrollment, "waitlisted", { waitlistedAt: tx.now });
    await promoteWaiting(tx, enrollment.runId);
  });
}

/** The money is there. Saying it twice changes nothing. */
export async function confirmPayment(tenant: TenantScope, enrollmentId: string): Promise<Enrollment> {
  return inTransaction(tenant, async (tx) => {
    const enrollment = await enrollmentToChange(tx, enrollmentId);
    return enrollment.state === "confirmed" ? enrollment : become(tx, enrollment, "confirmed");
  });
}

/** The owner refuses a request, or takes a person off the waitlist. */
export async function decline(tenant: TenantScope, enrollmentId: string): Promise<Enrollment> {
  return inTransaction(tenant, async (tx) => {
    const enrollment = await enrollmentToChange(tx, enrollmentId);
    if (enrollment.state === "declined") return enrollment;
    const declined = await become(tx, enrollment, "declined", {}, { by: "owner" });
    if (holdsSeat(enrollment.state)) await promoteWaiting(tx, enrollment.runId);
    return declined;
  });
}

/** An offered place that nobody took goes to the next one; calm when the person answered meanwhile. */
export async function expireOffer(tenant: TenantScope, enrollmentId: string): Promise<void> {
  return inTransaction(tenant, async (tx) => {
    const enrollment = await enrollmentToChange(tx, enrollmentId);
    if (enrollment.state !== "offered") return;
    await become(tx, enrollment, "expired");
    await promoteWaiting(tx, enrollment.runId);
  });
}

async function stateOnceAccepted(tx: Tx, enrollment: Enrollment) {
  const run = await runOrRefuse(tx, enrollment.runId);
  return firstState({ needsApproval: false, priceKrw: run.priceWon });
}
