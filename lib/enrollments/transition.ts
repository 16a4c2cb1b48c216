import { recordEvent } from "@/lib/platform/events";
import { Refusal } from "@/lib/platform/refusal";
import type { Tx } from "@/lib/platform/tenancy";

import { refuseUnanswered } from "./guardians/waiting";
import type { Enrollment } from "./schema";
import { freePlaces, lockPool, takePlaces } from "./seat-pool";
import { type EnrollmentState, holdsSeat, isOpen, mayBecome } from "./states";

const columns = {
  id: true,
  runId: true,
  poolId: true,
  customerId: true,
  state: true,
  places: true,
  version: true,
} as const;

/** An enrollment about to be changed, read under its pool's lock; somebody else's is not there. */
export async function enrollmentToChange(tx: Tx, id: string): Promise<Enrollment> {
  const seen = await tx.db.enrollment.findFirst({ where: { id }, select: { poolId: true } });
  if (!seen) throw new Refusal("not_found", "errors.not_found");
  await lockPool(tx, seen.poolId);
  const current = await tx.db.enrollment.findFirst({ where: { id }, select: columns });
  return current as Enrollment;
}

interface Change {
  cancelledBy?: string;
  cancelReason?: string | null;
  confirmedAt?: Date;
  waitlistedAt?: Date;
  movedToId?: string;
}

type Payload = Parameters<typeof recordEvent>[3];

/**
 * Brings an enrollment into another state: takes or gives back its places as the states say, by compare-and-set on
 * state and version (safety.md rule 13), and tells the other rooms. Refuses `enrollments.full` without a trace, and
 * `enrollments.guardianAwaited` for a child whose guardian did not answer.
 */
export async function become(
  tx: Tx,
  from: Enrollment,
  state: EnrollmentState,
  change: Change = {},
  payload: Payload = {},
): Promise<Enrollment> {
  if (!mayBecome(from.state, state)) throw new Refusal("conflict", "enrollments.notPossibleNow");
  if (from.state === "awaiting_approval" && (isOpen(state) || state === "moved"))
    await refuseUnanswered(tx, from.id);
  if (!holdsSeat(from.state) && holdsSeat(state) && !(await takePlaces(tx, from.poolId, from.places)))
    throw new Refusal("conflict", "enrollments.full");
  const moment = state === "confirmed" ? { confirmedAt: tx.now } : {};
  const changed = await tx.db.enrollment.updateMany({
    where: { id: from.id, version: from.version, state: from.state },
    data: { ...moment, ...change, state, stateChangedAt: tx.now, version: { increment: 1 } },
  });
  if (changed.count === 0) throw new Refusal("conflict", "errors.conflict");
  if (holdsSeat(from.state) && !holdsSeat(state)) await freePlaces(tx, from.poolId, from.places);
  const subject = { kind: "enrollment", id: from.id, customerId: from.customerId };
  await recordEvent(tx, `enrollment.${state}`, subject, {
    runId: from.runId,
    before: from.state,
    ...payload,
  });
  return { ...from, state, version: from.version + 1 };
}
