import { recordEvent } from "@/lib/platform/events";
import { newId } from "@/lib/platform/ids";
import type { Tx } from "@/lib/platform/tenancy";
import { addHours } from "@/lib/platform/zoned-time";

/**
 * A guardian whose consent was not heard is forgotten within five days of the collection, and the child with them (the
 * standard guideline on personal data, Art. 13; docs/decisions/0010).
 */
const hoursToAnswer = 5 * 24;

/** Asks the guardian of a child by the number of the application; asked once for an application. */
export async function askGuardian(
  tx: Tx,
  given: { customerId: string; enrollmentId: string; guardianName: string | null },
): Promise<void> {
  const { customerId, enrollmentId } = given;
  const id = newId();
  await tx.db.guardianConsent.create({
    data: {
      ...given,
      tenantId: tx.tenantId,
      id,
      state: "waiting",
      askedAt: tx.now,
      expiresAt: addHours(tx.now, hoursToAnswer),
    },
    select: { id: true },
  });
  const subject = { kind: "enrollment", id: enrollmentId, customerId };
  await recordEvent(tx, "guardian.asked", subject, { requestId: id });
}
