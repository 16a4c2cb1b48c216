import { recordEvent } from "@/lib/platform/events";
import { revokeLinks } from "@/lib/platform/personal-links";
import type { Tx } from "@/lib/platform/tenancy";

const nameless = { ko: "지운 고객", en: "Erased customer" };

interface Asked {
  id: string;
  customerId: string;
  enrollmentId: string | null;
  askedAt: Date;
}

/**
 * The guardian said no, or nothing: their name goes, and what was collected of the child with this application (PIPA
 * Art. 22-2, 21). A child who was known before stays as they were; only this application's answers go.
 */
export async function forgetApplication(tx: Tx, asked: Asked): Promise<void> {
  const { id, customerId, enrollmentId, askedAt } = asked;
  await tx.db.guardianConsent.updateMany({ where: { id }, data: { guardianName: null } });
  if (!enrollmentId) return;
  await revokeLinks(tx, "my", enrollmentId);
  await tx.db.answer.deleteMany({ where: { enrollmentId } });
  if (await knownOtherwise(tx, customerId, enrollmentId, askedAt)) return;
  await tx.db.contactPoint.deleteMany({ where: { customerId } });
  await tx.db.customerNote.deleteMany({ where: { customerId } });
  await tx.db.customerShop.deleteMany({ where: { customerId } });
  await tx.db.message.updateMany({
    where: { customerId },
    data: { subject: null, body: null, fallbackBody: null, toAddress: null, variables: {} },
  });
  await tx.db.customer.updateMany({
    where: { id: customerId },
    data: {
      name: nameless[tx.locale],
      title: null,
      shop: null,
      trade: null,
      source: null,
      birthday: null,
      erasedAt: tx.now,
      version: { increment: 1 },
    },
  });
  await recordEvent(tx, "customer.erased", { kind: "customer", id: customerId, customerId });
}

/** Somebody the business knew before, or who has anything else with it. */
async function knownOtherwise(
  tx: Tx,
  customerId: string,
  enrollmentId: string,
  askedAt: Date,
): Promise<boolean> {
  const before = await tx.db.customer.count({ where: { id: customerId, createdAt: { lt: askedAt } } });
  if (before > 0) return true;
  const others = await tx.db.enrollment.count({ where: { customerId, id: { not: enrollmentId } } });
  return others + (await tx.db.consent.count({ where: { customerId } })) > 0;
}
