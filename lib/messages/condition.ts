import { addHours } from "@/lib/platform/zoned-time";
import { explain, type Reason, reasonsOf } from "@/lib/rules/explain";
import { type Condition, evaluate, factsIn } from "@/lib/rules/rules";

import type { MessageContext } from "./context";
import type { Settlement } from "./settling";

/** A thing that is not decided yet is looked at again after this time; marking attendance looks at once. */
const lookAgainHours = 1;

/** Why a message waits whose condition asks for attendance that nobody has marked yet. */
export const awaitingAttendance = "messages.awaitingAttendance";

/** The facts that the condition of a planned message may ask for (lib/rules). */
export function conditionFacts({
  enrollment,
  attendance,
  customer,
  course,
}: MessageContext): Record<string, string | null> {
  return {
    "enrollment.state": enrollment?.state ?? null,
    "attendance.state": enrollment ? attendance : null,
    "customer.source": customer.source,
    "customer.trade": customer.trade,
    "course.kind": course?.kind ?? null,
    "course.next": course?.nextCourse?.slug ?? null,
  };
}

/** Does the plan's condition hold with the facts as they are at that time? A plan without one always holds. */
export function conditionHolds(context: MessageContext, at: Date): boolean {
  const condition = context.message.condition as unknown as Condition | null;
  return condition === null || evaluate(condition, { ...conditionFacts(context), now: at });
}

/** The tests that keep the plan's condition from holding; none where it holds. */
export function failedTests(context: MessageContext, at: Date): Reason[] {
  const condition = context.message.condition as unknown as Condition | null;
  if (!condition || conditionHolds(context, at)) return [];
  return reasonsOf(explain(condition, { ...conditionFacts(context), now: at }));
}

/** Whether only unmarked attendance keeps the answer open: with somebody's "attended" the condition would hold. */
export function dependsOnAttendance(context: MessageContext, at: Date): boolean {
  const condition = context.message.condition as unknown as Condition | null;
  if (!condition || context.attendance !== "unmarked") return false;
  const ifAttended = { ...conditionFacts(context), "attendance.state": "attended", now: at };
  return factsIn(condition).includes("attendance.state") && evaluate(condition, ifAttended);
}

/**
 * The condition of the plan, asked again when it is due. While attendance is unmarked the message waits for the decision;
 * once the answer is no it is cancelled with that reason. Null: nothing against it.
 */
export function judgeCondition(context: MessageContext, now: Date): Settlement | null {
  if (conditionHolds(context, now)) return null;
  const { expiresAt } = context.message;
  const useless = expiresAt !== null && now >= expiresAt;
  if (dependsOnAttendance(context, now))
    return useless
      ? { state: "expired", verdict: "expire", reason: awaitingAttendance }
      : {
          state: "held",
          verdict: "wait",
          reason: awaitingAttendance,
          heldUntil: addHours(now, lookAgainHours),
        };
  return { state: "cancelled", verdict: "cancel", reason: "messages.conditionNotMet" };
}
