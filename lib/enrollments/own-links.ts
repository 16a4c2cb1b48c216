import { env } from "@/lib/platform/env";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import type { OwnEnrollment } from "./own-enrollment";
import { standingLink } from "./standing-links";

/** The address in the person's check-in code; null for whoever is not expected at the door. */
export async function checkInCode(tenant: TenantScope, own: OwnEnrollment): Promise<string | null> {
  const expected = own.state === "confirmed" || own.state === "awaiting_payment";
  const toCome = own.sessions.some(({ cancelled, endsAt }) => !cancelled && endsAt > own.now);
  if (!expected || !toCome || own.run.cancelled) return null;
  return `${env.baseUrl}/check-in/${await standingLink(tenant, "check_in", own.id)}`;
}

/** What else the page leads to: the survey while it is due, and always the person's message settings. */
export async function followingLinks(
  tenant: TenantScope,
  own: OwnEnrollment,
): Promise<{ survey: string | null; preferences: string }> {
  return inTransaction(tenant, async (tx) => ({
    survey: own.attended && (await surveyIsDue(tx, own)) ? await standingLink(tx, "survey", own.id) : null,
    preferences: await standingLink(tx, "preferences", own.customerId),
  }));
}

/** From the end of the last session until it is answered. */
async function surveyIsDue(tx: Tx, own: OwnEnrollment) {
  if (!own.course.surveyKey || own.sessions.some(({ cancelled, endsAt }) => !cancelled && endsAt > own.now))
    return false;
  const answered = await tx.db.surveyResponse.count({
    where: { enrollmentId: own.id, submittedAt: { not: null } },
  });
  return answered === 0;
}
