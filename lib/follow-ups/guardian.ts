import { planAll } from "@/lib/messages/planning";
import { formatWhen } from "@/lib/platform/formats/korean-time";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";

import { activeFollowUps } from "./active-follow-ups";
import { tenantZone } from "./follow-ups";
import { localeOf } from "./moved-notice";
import { plansOf } from "./plan-step";
import { loadIfMissing } from "./starter";

/**
 * A child applied: the guardian, who waits for it, is sent the link that confirms it, once. It expires with the time in
 * which it can be answered.
 */
export async function followGuardian(tenant: TenantScope, requestId: string): Promise<void> {
  await inTransaction(tenant, async (tx) => {
    const asked = await tx.db.guardianConsent.findFirst({
      where: { id: requestId, state: "waiting", enrollmentId: { not: null }, expiresAt: { not: null } },
      include: { customer: { select: { locale: true } } },
    });
    if (!asked?.enrollmentId || !asked.expiresAt) return;
    const { customerId, enrollmentId, expiresAt } = asked;
    await loadIfMissing(tx, "guardian");
    const zone = await tenantZone(tx);
    const until = formatWhen(expiresAt, zone, localeOf(asked.customer.locale));
    const occasion = {
      subjectId: requestId,
      customerId,
      enrollmentId,
      zone,
      event: asked.askedAt,
      variables: { 보호자기한: until },
    };
    const followUps = await activeFollowUps(tx, "guardian.asked");
    const plans = followUps.flatMap((followUp) => plansOf(followUp, occasion, tx.now));
    await planAll(
      tx,
      plans.map((plan) => ({ ...plan, expiresAt })),
    );
  });
}
