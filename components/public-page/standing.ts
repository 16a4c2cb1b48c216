import type { Availability, CoursePage, PublicRun } from "./types";

/** Seats left are told from here down; above, the number would only look like a sales trick. */
export const TOLD_FROM = 5;

type Reason = Exclude<Availability, "open"> | "coursePaused" | "courseClosed" | "draft" | "noDate";

/** What a visitor can do on a course's page now: which run it speaks about, which button it has, and why if none. */
export interface Standing {
  run: PublicRun | null;
  button: "apply" | "waitlist" | null;
  reason: Reason | null;
  /** Said beside the reason, for a person who came too late. */
  next: PublicRun | null;
}

export function standingOf({ course, runs }: CoursePage): Standing {
  const [soonest = null, second = null] = runs;
  const closed = { draft: "draft", paused: "coursePaused", closed: "courseClosed" } as const;
  if (course.visibility in closed) {
    const reason = closed[course.visibility as keyof typeof closed];
    return { run: soonest, button: null, reason, next: course.visibility === "paused" ? soonest : null };
  }
  if (!soonest) return { run: null, button: null, reason: "noDate", next: null };
  const open = runs.find(({ availability }) => availability === "open");
  if (open) return { run: open, button: "apply", reason: null, next: null };
  const full = runs.find(({ availability }) => availability === "full");
  if (full) return { run: full, button: "waitlist", reason: "full", next: null };
  return { run: soonest, button: null, reason: soonest.availability as Reason, next: second };
}

/** Null unless the number is real and small enough to be told. */
export function toldLeft(run: PublicRun): number | null {
  if (run.availability !== "open" || run.left === null) return null;
  return run.left > 0 && run.left <= TOLD_FROM ? run.left : null;
}

/** The application's address; it names the run when there is more than one to choose from. */
export function applyAddress({ tenant, course, runs }: CoursePage, run: PublicRun): string {
  const form = `/${tenant.slug}/${course.slug}/apply`;
  return runs.length > 1 ? `${form}?run=${run.id}` : form;
}
