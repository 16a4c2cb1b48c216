import { tellOfDecisions } from "@/lib/alerts/tell-devices";
import { answerUnmarked } from "@/lib/enrollments/unmarked";
import { promoteWaiting } from "@/lib/enrollments/waitlist";
import { followConsent } from "@/lib/follow-ups/consent-result";
import { followEnrollment, stopFollowUps } from "@/lib/follow-ups/follow-ups";
import { followGuardian } from "@/lib/follow-ups/guardian";
import { adjustReconfirmation } from "@/lib/follow-ups/reconfirmation";
import {
  followCancelledRun,
  followCancelledSession,
  followMove,
  followRun,
} from "@/lib/follow-ups/schedule-changes";
import { type Trigger, triggers } from "@/lib/follow-ups/schema";
import { accountDecision, retryRefused } from "@/lib/messages/account-refusals";
import { unclearDecision } from "@/lib/messages/callbacks";
import { awaitingAttendance } from "@/lib/messages/condition";
import { stopSuppressed } from "@/lib/messages/inbound";
import { answerInboundReview, inboundReview } from "@/lib/messages/inbound-review";
import { breakerDecision, releaseCountry } from "@/lib/messages/limits/breaker";
import { lookAgain } from "@/lib/messages/planning";
import { resend } from "@/lib/messages/unclear";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";

import { reactAgain, reactionDecision } from "./failed-reactions";
import type { HappenedEvent } from "./happened-event";

type Reaction = (tenant: TenantScope, event: HappenedEvent) => Promise<void>;

/**
 * The one table of what follows from what: events of lower rooms, verbs of higher ones. A reaction may run twice (a worker
 * died after it), so each re-reads the state and does nothing where it was done.
 */
export const reactions: Record<string, Reaction[]> = {
  ...Object.fromEntries(
    triggers.filter((type) => type.startsWith("enrollment.")).map((type) => [type, [followEnrollmentEvent]]),
  ),
  "enrollment.moved": [(tenant, { subjectId }) => stopFollowUps(tenant, subjectId)],
  "enrollment.expired": [(tenant, { subjectId }) => stopFollowUps(tenant, subjectId)],
  "run.capacity_changed": [(tenant, { subjectId }) => promoteWaiting(tenant, subjectId).then(() => {})],
  "session.moved": [followMoveEvent],
  "session.added": [(tenant, { payload }) => followRun(tenant, String(payload.runId))],
  "run.cancelled": [(tenant, { subjectId }) => followCancelledRun(tenant, subjectId)],
  "session.cancelled": [(tenant, { subjectId }) => followCancelledSession(tenant, subjectId)],
  "consent.given": [followConsentEvent],
  "consent.withdrawn": [followConsentEvent],
  "suppression.added": [(tenant, { subjectId }) => stopSuppressed(tenant, subjectId)],
  "guardian.asked": [(tenant, { payload }) => followGuardian(tenant, String(payload.requestId))],
  "attendance.marked": [judgeAfterAttendance],
  "decision.asked": [(tenant) => tellOfDecisions(tenant)],
  "decision.answered": [followDecision],
};

export async function react(tenant: TenantScope, event: HappenedEvent): Promise<void> {
  for (const reaction of reactions[event.type] ?? []) await reaction(tenant, event);
}

function followEnrollmentEvent(tenant: TenantScope, event: HappenedEvent): Promise<void> {
  const { movedFrom, guardian, by } = event.payload;
  // What a guardian did not agree to has no texts of its own: the child's data goes with it.
  if (guardian || by === "guardian") return stopFollowUps(tenant, event.subjectId);
  return followEnrollment(tenant, event.subjectId, event.type as Trigger, {
    movedFrom: typeof movedFrom === "string" ? movedFrom : undefined,
  });
}

function followMoveEvent(tenant: TenantScope, { subjectId, payload }: HappenedEvent): Promise<void> {
  return followMove(tenant, subjectId, { scheduleVersion: Number(payload.scheduleVersion) });
}

/** Consent to receive advertising has a result notice; consent to use of data has none. */
async function followConsentEvent(
  tenant: TenantScope,
  { customerId, payload }: HappenedEvent,
): Promise<void> {
  if (customerId && (payload.purpose === "advertising" || payload.purpose === "night")) {
    await followConsent(tenant, customerId);
    await adjustReconfirmation(tenant, customerId);
  }
}

/** What waited for this person's attendance need not wait for the next look. */
function judgeAfterAttendance(tenant: TenantScope, { subjectId }: HappenedEvent): Promise<void> {
  return inTransaction(tenant, (tx) => lookAgain(tx, { enrollmentId: subjectId }, awaitingAttendance));
}

/** The asking rooms' own consequences of an answer. */
async function followDecision(tenant: TenantScope, { payload }: HappenedEvent): Promise<void> {
  const { kind, subjectId, answer } = payload as { kind: string; subjectId: string; answer: string };
  if (kind === "attendance.unmarked") await answerUnmarked(tenant, subjectId, answer);
  if (kind === inboundReview) await answerInboundReview(tenant, subjectId, answer);
  if (kind === unclearDecision && answer === "resend")
    await inTransaction(tenant, (tx) => resend(tx, subjectId));
  if (kind === breakerDecision && answer === "release")
    await inTransaction(tenant, (tx) => releaseCountry(tx, subjectId));
  if (kind === accountDecision && answer === "retry")
    await inTransaction(tenant, (tx) => retryRefused(tx, subjectId));
  if (kind === reactionDecision && answer === "retry") await reactAgain(tenant, subjectId);
}
