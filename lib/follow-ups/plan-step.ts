import type { Plan } from "@/lib/messages/planning";
import { addHours } from "@/lib/platform/zoned-time";

import { type ActiveFollowUp, purposeOf } from "./active-follow-ups";
import type { FollowUpStep } from "./schema";
import { dueAt, mayPlan, politeTime } from "./timing";

/** What a step is planned for. */
export interface Occasion {
  subjectId: string;
  customerId: string;
  enrollmentId?: string | undefined;
  /** The class session it is about; waits count from it, and its text names its place and time. */
  session?: SessionTimes | undefined;
  zone: string;
  event: Date;
  variables?: Record<string, string>;
  scheduleVersion?: number;
  /** Distinguishes several plans of one step for one subject. */
  stepSuffix?: string;
}

export interface SessionTimes {
  id: string;
  position: number;
  startsAt: Date;
  endsAt: Date;
  zone: string;
  scheduleVersion: number;
}

/**
 * The steps of a follow-up for one occasion. What would already be late is left out: it is never sent late (rows 79
 * and 81), and a reminder that falls after the beginning of its session is none.
 */
export const plansOf = (followUp: ActiveFollowUp, occasion: Occasion, now: Date): Plan[] =>
  followUp.body.steps.flatMap((step) => planOf(followUp, step, occasion, now) ?? []);

function planOf(followUp: ActiveFollowUp, step: FollowUpStep, occasion: Occasion, now: Date): Plan | null {
  const template = followUp.templates.get(step.template);
  if (!template) return null;
  const { session } = occasion;
  const due = dueFor(step, template.body.urgent, occasion);
  if (!due) return null;
  const fromEvent = step.wait.relativeTo === "event";
  if (!fromEvent && !mayPlan(due, now)) return null;
  if (session && isReminder(step) && due >= session.startsAt) return null;
  const suffix = occasion.stepSuffix ?? (fromEvent ? "" : `:${session?.position ?? 1}`);
  return {
    purpose: purposeOf(followUp.key),
    subjectId: occasion.subjectId,
    step: `${step.key}${suffix}`,
    scheduleVersion: occasion.scheduleVersion ?? (fromEvent ? 1 : (session?.scheduleVersion ?? 1)),
    customerId: occasion.customerId,
    ...(occasion.enrollmentId ? { enrollmentId: occasion.enrollmentId } : {}),
    ...(session ? { sessionId: session.id } : {}),
    channel: template.body.channel,
    class: template.messageClass,
    resendClass: template.body.resendClass,
    urgent: template.body.urgent,
    templateVersionId: template.versionId,
    followUpVersionId: followUp.versionId,
    condition: step.condition,
    variables: occasion.variables ?? {},
    dueAt: due,
    expiresAt: usefulUntil(step, due, session),
    because: "messages.because.followUp",
  };
}

/** When a step goes, politeness included: calm information does not arrive at night. Null without a session to count from. */
export function dueFor(
  step: FollowUpStep,
  urgent: boolean,
  { session, zone, event }: Pick<Occasion, "session" | "zone" | "event">,
): Date | null {
  const counted = dueAt(step.wait, {
    zone,
    sessionStart: session?.startsAt ?? null,
    sessionEnd: session?.endsAt ?? null,
    event,
  });
  return counted && !urgent ? politeTime(counted, zone) : counted;
}

/** Something to read before the session begins, not after it. */
const isReminder = ({ wait }: FollowUpStep): boolean =>
  wait.relativeTo === "session_start" && (wait.days ?? 0) <= 0 && (wait.hours ?? 0) <= 0;

/** Late work has a written rule; and a reminder is of no use once the session has begun. */
export function usefulUntil(step: FollowUpStep, due: Date, session: SessionTimes | undefined): Date {
  const late = addHours(due, step.maxHoursLate);
  if (!session || !isReminder(step)) return late;
  return new Date(Math.min(+late, +session.startsAt));
}
