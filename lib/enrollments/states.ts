/** About the place in a run. Whether somebody came is attendance. */
export const enrollmentStates = [
  "applied",
  "awaiting_approval",
  "awaiting_payment",
  "confirmed",
  "completed",
  "waitlisted",
  "offered",
  "expired",
  "declined",
  "cancelled",
  "moved",
] as const;
export type EnrollmentState = (typeof enrollmentStates)[number];

/** About one class session. */
export const attendanceStates = ["unmarked", "attended", "late", "left_early", "absent"] as const;
export type AttendanceState = (typeof attendanceStates)[number];

interface StateRule {
  /** Places are counted as taken in the seat pool. */
  holdsSeat: boolean;
  /** Applying again to the same run finds this enrollment instead of making a new one. */
  open: boolean;
  next: readonly EnrollmentState[];
}

/**
 * A request for approval holds no seat: the owner may confirm one of two for the last place. An offer holds the place
 * it offers until it expires. Ended enrollments stay as they are; somebody who comes back applies anew.
 */
const STATES: Readonly<Record<EnrollmentState, StateRule>> = {
  applied: {
    holdsSeat: false,
    open: true,
    next: ["awaiting_approval", "awaiting_payment", "confirmed", "waitlisted", "cancelled"],
  },
  awaiting_approval: {
    holdsSeat: false,
    open: true,
    next: ["awaiting_payment", "confirmed", "waitlisted", "declined", "cancelled", "moved"],
  },
  awaiting_payment: { holdsSeat: true, open: true, next: ["confirmed", "cancelled", "moved"] },
  confirmed: { holdsSeat: true, open: true, next: ["completed", "cancelled", "moved"] },
  completed: { holdsSeat: true, open: false, next: [] },
  waitlisted: {
    holdsSeat: false,
    open: true,
    next: ["offered", "awaiting_payment", "confirmed", "expired", "declined", "cancelled", "moved"],
  },
  offered: {
    holdsSeat: true,
    open: true,
    next: ["awaiting_payment", "confirmed", "expired", "declined", "cancelled"],
  },
  expired: { holdsSeat: false, open: false, next: [] },
  declined: { holdsSeat: false, open: false, next: [] },
  cancelled: { holdsSeat: false, open: false, next: [] },
  moved: { holdsSeat: false, open: false, next: [] },
};

export const mayBecome = (from: EnrollmentState, to: EnrollmentState) => STATES[from].next.includes(to);
export const holdsSeat = (state: EnrollmentState) => STATES[state].holdsSeat;
export const isOpen = (state: EnrollmentState) => STATES[state].open;

/** The states from which `to` can be reached: the `state in (…)` of a compare-and-set update. */
export const statesBefore = (to: EnrollmentState) => enrollmentStates.filter((from) => mayBecome(from, to));

/** Where an application starts when a place is there: what the owner asks for comes in this order. */
export function firstState(run: { needsApproval: boolean; priceKrw: number }): EnrollmentState {
  if (run.needsApproval) return "awaiting_approval";
  return run.priceKrw > 0 ? "awaiting_payment" : "confirmed";
}

/** Nobody who stayed away is thanked for coming, and nobody is followed up while unmarked. */
export const came = (attendance: AttendanceState) =>
  attendance === "attended" || attendance === "late" || attendance === "left_early";
