import { addHours, nextAllowed, shiftDays } from "@/lib/platform/zoned-time";

/** When a step goes out, told from the session or from what happened. */
export interface Wait {
  relativeTo: "session_start" | "session_end" | "event";
  /** Calendar days in the session's zone; negative is before. */
  days?: number;
  /** "10:00"; without it the wall clock time of the anchor stays. */
  atLocalTime?: string;
  /** Added at the end: two hours after. */
  hours?: number;
}

export interface Anchors {
  zone: string;
  sessionStart: Date | null;
  sessionEnd: Date | null;
  event: Date;
}

/** Calm information goes between 08:00 and 21:00 of the reader's clock. */
const POLITE_HOURS = { from: "08:00", to: "21:00" };

/**
 * The instant a step is due, or null when there is no session to count from. Counted on the local calendar, so that the
 * day before a class at 00:30 is the evening before, and ten o'clock stays ten o'clock over a change of clocks (row 79).
 */
export function dueAt(wait: Wait, anchors: Anchors): Date | null {
  const anchor = anchorOf(wait, anchors);
  if (!anchor) return null;
  const { days = 0, atLocalTime, hours = 0 } = wait;
  const day =
    days === 0 && atLocalTime === undefined ? anchor : shiftDays(anchor, anchors.zone, days, atLocalTime);
  return addHours(day, hours);
}

/** Calm information that falls into the night waits for the morning; thanks for a lecture ending at 21:30 go at 08:00. */
export const politeTime = (due: Date, zone: string) => nextAllowed(due, zone, POLITE_HOURS);

/** A step that was already due when the person joined is skipped, never sent late (row 81). */
export const mayPlan = (due: Date, joinedAt: Date) => due > joinedAt;

/** The written rule for late work: send up to `maxHoursLate` late, after that skip and record it. */
export function lateness(due: Date, now: Date, maxHoursLate: number): "not_due" | "due" | "too_late" {
  if (now < due) return "not_due";
  return now <= addHours(due, maxHoursLate) ? "due" : "too_late";
}

export interface PlannedStep {
  stepKey: string;
  wait: Wait;
  state: "pending" | "done" | "skipped";
  dueAt: Date;
}

/**
 * The plan after a session moved (row 80): what was sent stays, what is pending is counted anew, and what would now lie
 * in the past is skipped. A pending step without a session to count from is skipped too.
 */
export function replanned(steps: readonly PlannedStep[], anchors: Anchors, now: Date): PlannedStep[] {
  return steps.map((step) => {
    if (step.state !== "pending") return step;
    const due = dueAt(step.wait, anchors);
    if (!due) return { ...step, state: "skipped" };
    return { ...step, dueAt: due, state: mayPlan(due, now) ? "pending" : "skipped" };
  });
}

function anchorOf({ relativeTo }: Wait, { sessionStart, sessionEnd, event }: Anchors): Date | null {
  if (relativeTo === "event") return event;
  return relativeTo === "session_start" ? sessionStart : sessionEnd;
}
