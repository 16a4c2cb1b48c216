import { Refusal } from "@/lib/platform/refusal";
import type { Tx } from "@/lib/platform/tenancy";

/** No place is given to a child whose guardian was asked and has not answered, whoever would give it. */
export async function refuseUnanswered(tx: Tx, enrollmentId: string): Promise<void> {
  const waiting = await tx.db.guardianConsent.count({ where: { enrollmentId, state: "waiting" } });
  if (waiting > 0) throw new Refusal("conflict", "enrollments.guardianAwaited");
}
