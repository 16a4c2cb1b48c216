import { judgedRuns } from "@/lib/courses/public-runs";
import { lockCustomer } from "@/lib/customers/recognise";
import { recordEvent } from "@/lib/platform/events";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";

import { refuseTooLate } from "./cancellation";
import { newEnrollment } from "./enrollments";
import { runOrRefuse } from "./run-to-join";
import type { Enrollment } from "./schema";
import { freePlaces, lockPool, takePlaces } from "./seat-pool";
import { type EnrollmentState, enrollmentStates, firstState, holdsSeat, isOpen } from "./states";
import { become, enrollmentToChange } from "./transition";
import { promoteWaiting } from "./waitlist";

/** More or fewer places in the same run. More than are free is refused, fewer lets waiting people in. */
export async function changePlaces(
  tenant: TenantScope,
  enrollmentId: string,
  places: number,
): Promise<Enrollment> {
  return inTransaction(tenant, async (tx) => {
    const enrollment = await enrollmentToChange(tx, enrollmentId);
    if (!isOpen(enrollment.state)) throw new Refusal("conflict", "enrollments.notPossibleNow");
    const more = places - enrollment.places;
    if (more === 0) return enrollment;
    const seated = holdsSeat(enrollment.state);
    if (seated && more > 0 && !(await takePlaces(tx, enrollment.poolId, more)))
      throw new Refusal("conflict", "enrollments.full");
    await tx.db.enrollment.updateMany({
      where: { id: enrollment.id, version: enrollment.version },
      data: { places, version: { increment: 1 } },
    });
    if (seated && more < 0) await freePlaces(tx, enrollment.poolId, -more);
    const subject = { kind: "enrollment", id: enrollment.id, customerId: enrollment.customerId };
    await recordEvent(tx, "enrollment.places_changed", subject, { before: enrollment.places, places });
    if (more < 0) await promoteWaiting(tx, enrollment.runId);
    return { ...enrollment, places, version: enrollment.version + 1 };
  });
}

/**
 * To another run: the old enrollment ends as moved, a new one begins there in the state it deserves. Who had paid or
 * was confirmed stays so. A full run refuses, and nothing has moved.
 */
export async function move(tenant: TenantScope, enrollmentId: string, toRunId: string): Promise<Enrollment> {
  return inTransaction(tenant, async (tx) => {
    const target = await runOrRefuse(tx, toRunId);
    const { availability } = target.standing;
    if (availability === "cancelled" || availability === "over")
      throw new Refusal("conflict", `enrollments.closed.${availability}`);
    const seen = await tx.db.enrollment.findFirst({
      where: { id: enrollmentId },
      select: { poolId: true, customerId: true, appliedPointId: true },
    });
    if (!seen) throw new Refusal("not_found", "errors.not_found");
    // The person may be applying to the other run at this moment. First the person, then the pools, as when applying.
    await lockCustomer(tx, seen.customerId);
    // Two moves in opposite directions must not wait for each other.
    for (const poolId of [seen.poolId, target.poolId].sort()) await lockPool(tx, poolId);
    const enrollment = await enrollmentToChange(tx, enrollmentId);
    if (enrollment.runId === toRunId) return enrollment;
    const there = await tx.db.enrollment.findFirst({
      where: {
        runId: toRunId,
        customerId: enrollment.customerId,
        state: { in: enrollmentStates.filter(isOpen) },
      },
      select: { id: true },
    });
    if (there) throw new Refusal("conflict", "enrollments.alreadyThere");

    const state =
      enrollment.state === "confirmed" || enrollment.state === "awaiting_approval"
        ? enrollment.state
        : firstState({ needsApproval: false, priceKrw: target.priceWon });
    if (holdsSeat(state) && !(await takePlaces(tx, target.poolId, enrollment.places)))
      throw new Refusal("conflict", "enrollments.full");
    const { customerId, places } = enrollment;
    const made = {
      customerId,
      ...(seen.appliedPointId ? { appliedPointId: seen.appliedPointId } : {}),
      places,
      state,
      origin: tx.actor.kind === "customer" ? "web" : "staff",
      referrer: null,
    };
    const movedToId = await newEnrollment(tx, target, made, { movedFrom: enrollment.id });
    await become(tx, enrollment, "moved", { movedToId }, { toId: movedToId });
    if (holdsSeat(enrollment.state)) await promoteWaiting(tx, enrollment.runId);
    return { id: movedToId, runId: toRunId, poolId: target.poolId, customerId, state, places, version: 1 };
  });
}

/** Another date of the same course, by the person's own link: as long as they could cancel, where people are taken now. */
export async function moveByLink(
  tenant: TenantScope,
  enrollmentId: string,
  toRunId: string,
): Promise<Enrollment> {
  return inTransaction(tenant, async (tx) => {
    const own = await tx.db.enrollment.findFirst({
      where: { id: enrollmentId },
      select: { runId: true, state: true },
    });
    if (!own) throw new Refusal("not_found", "errors.not_found");
    await refuseTooLate(tx, { runId: own.runId, state: own.state as EnrollmentState });
    const dates = await otherDates(tx, own.runId);
    if (!dates.some(({ id }) => id === toRunId)) throw new Refusal("conflict", "enrollments.notPossibleNow");
    return move(tx, enrollmentId, toRunId);
  });
}

/** The runs a person may change to by themselves: of the same course, at the same price, with a place. */
export async function otherDates(
  tenant: TenantScope,
  runId: string,
): Promise<{ id: string; label: string | null; startsAt: Date | null }[]> {
  return inTransaction(tenant, async (tx) => {
    const here = await tx.db.run.findFirst({
      where: { id: runId },
      select: { priceWon: true, course: { select: { id: true, visibility: true } } },
    });
    if (!here) return [];
    const runs = await judgedRuns(tx, [here.course]);
    return runs
      .filter(
        ({ run, standing }) =>
          run.id !== runId && run.priceWon === here.priceWon && standing.availability === "open",
      )
      .map(({ run, sessions }) => ({
        id: run.id,
        label: run.label,
        startsAt: sessions[0]?.startsAt ?? null,
      }));
  });
}
