import { cancelPlanned, type Plan, planAll } from "@/lib/messages/planning";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import { activeFollowUps, followUpsOf, purposeOf } from "./active-follow-ups";
import { movedToRun } from "./moved-notice";
import { type Occasion, plansOf } from "./plan-step";
import type { Trigger } from "./schema";
import { sessionFollowUps, sessionPlans, sessionsOf } from "./session-plans";

const ended = ["cancelled", "moved", "declined", "expired"];

/**
 * Plans every follow-up that a change of an enrollment's state sets off, and takes back what was planned for a place that
 * is no more. Repeating it plans nothing twice. Somebody moved from another run is told of the move instead of being
 * confirmed a second time.
 */
export async function followEnrollment(
  tenant: TenantScope,
  enrollmentId: string,
  trigger: Trigger,
  { movedFrom }: { movedFrom?: string | undefined } = {},
): Promise<void> {
  await inTransaction(tenant, async (tx) => {
    const enrollment = await tx.db.enrollment.findFirst({
      where: { id: enrollmentId },
      include: { run: { select: { state: true } }, customer: { select: { erasedAt: true } } },
    });
    // Nobody is left to be told.
    if (enrollment?.customer.erasedAt) return;
    if (!enrollment || `enrollment.${enrollment.state}` !== trigger) return;
    if (ended.includes(enrollment.state)) await stopEnrollment(tx, enrollmentId, trigger);
    // Whoever loses the place because the whole run is called off hears that, once.
    if (trigger === "enrollment.cancelled" && enrollment.run.state === "cancelled") return;
    const sessions = await sessionsOf(tx, enrollment.runId);
    const occasion: Occasion = {
      subjectId: enrollmentId,
      customerId: enrollment.customerId,
      enrollmentId,
      zone: sessions[0]?.zone ?? (await tenantZone(tx)),
      event: enrollment.stateChangedAt,
    };
    const plans: Plan[] = [];
    if (trigger === "enrollment.confirmed")
      plans.push(...(await sessionPlans(tx, await sessionFollowUps(tx), sessions, [enrollment])));
    const moved = movedFrom && trigger === "enrollment.confirmed";
    const notice = moved ? await movedToRun(tx, occasion, movedFrom, sessions[0]) : [];
    await planAll(tx, [...plans, ...(notice.length > 0 ? notice : await atOnce(tx, trigger, occasion))]);
  });
}

/** The follow-ups that count from what happened. */
async function atOnce(tx: Tx, trigger: Trigger, occasion: Occasion): Promise<Plan[]> {
  const followUps = await activeFollowUps(tx, trigger);
  return followUps
    .filter(({ body }) => body.steps.some(({ wait }) => wait.relativeTo === "event"))
    .flatMap((followUp) => plansOf(followUp, occasion, tx.now));
}

/**
 * Nothing planned for a place that is no more still goes out, except the word that it is no more: this may run again
 * after that was planned.
 */
async function stopEnrollment(tx: Tx, enrollmentId: string, because?: Trigger): Promise<void> {
  const followUps = await followUpsOf(tx);
  const farewells = followUps
    .filter(({ body }) => body.trigger === because || body.trigger === "session.cancelled")
    .map(({ key }) => purposeOf(key));
  await cancelPlanned(
    tx,
    { enrollmentId, followUpVersionId: { not: null }, purpose: { notIn: farewells } },
    "messages.enrollmentEnded",
  );
}

/** The state of an enrollment that ended without a text of its own (moved, expired). */
export async function stopFollowUps(tenant: TenantScope, enrollmentId: string): Promise<void> {
  await inTransaction(tenant, async (tx) => {
    const enrollment = await tx.db.enrollment.findFirst({
      where: { id: enrollmentId },
      select: { state: true },
    });
    if (enrollment && ended.includes(enrollment.state)) await stopEnrollment(tx, enrollmentId);
  });
}

export async function tenantZone(tx: Tx): Promise<string> {
  const tenant = await tx.db.tenant.findUniqueOrThrow({ where: { id: tx.tenantId }, select: { zone: true } });
  return tenant.zone;
}
