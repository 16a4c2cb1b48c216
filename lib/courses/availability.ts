import type { RunState, Visibility } from "./schema";

/** What decides whether somebody may apply to a run. */
export interface RunToJudge {
  visibility: Visibility;
  state: RunState;
  opensAt: Date | null;
  closesAt: Date | null;
  sessions: { startsAt: Date; endsAt: Date; cancelledAt: Date | null }[];
  pool: { capacity: number | null; taken: number };
}

/** `full` still takes people for the waitlist. */
export type Availability = "open" | "full" | "not_yet" | "paused" | "closed" | "cancelled" | "over";

export interface Standing {
  availability: Availability;
  /** Places left, never negative (an owner may overbook by name); null when there is no limit. */
  left: number | null;
}

/**
 * Whether a run takes people now. The one rule for the public page, the application and the staff desk, so that they
 * cannot disagree. What has happened comes before what somebody decided, and that before the number of places.
 */
export function standingOf(run: RunToJudge, now: Date): Standing {
  const { capacity, taken } = run.pool;
  const left = capacity === null ? null : Math.max(0, capacity - taken);
  return { availability: stopped(run, now) ?? (left === 0 ? "full" : "open"), left };
}

/** Applying, or waiting for a place, is possible. */
export const takesPeople = ({ availability }: Standing) => availability === "open" || availability === "full";

function stopped(run: RunToJudge, now: Date): Availability | null {
  const held = run.sessions.filter(({ cancelledAt }) => cancelledAt === null);
  if (isOver(run, now)) return "over";
  if (run.state === "cancelled" || (run.sessions.length > 0 && held.length === 0)) return "cancelled";
  if (run.visibility === "draft" || run.visibility === "closed" || run.state === "closed") return "closed";
  if (run.closesAt !== null && run.closesAt <= now) return "closed";
  if (held.some(({ startsAt }) => startsAt <= now)) return "closed";
  if (run.visibility === "paused" || run.state === "paused") return "paused";
  if (run.opensAt !== null && run.opensAt > now) return "not_yet";
  return null;
}

/** All its sessions lie behind; a cancelled run is over when its last session would have ended. */
export function isOver({ sessions, state }: Pick<RunToJudge, "sessions" | "state">, now: Date): boolean {
  const held = sessions.filter(({ cancelledAt }) => cancelledAt === null);
  const counted = state === "cancelled" || held.length === 0 ? sessions : held;
  return counted.length > 0 && counted.every(({ endsAt }) => endsAt <= now);
}

/** The next moment at which a run's standing can change by time alone; null when it cannot. */
export function nextChange({ opensAt, closesAt, sessions }: RunToJudge, now: Date): Date | null {
  const moments = [opensAt, closesAt, ...sessions.flatMap(({ startsAt, endsAt }) => [startsAt, endsAt])];
  const future = moments.filter((moment): moment is Date => moment !== null && moment > now);
  return future.sort((a, b) => a.getTime() - b.getTime())[0] ?? null;
}
