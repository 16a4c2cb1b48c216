import { addHours, localDate } from "@/lib/platform/zoned-time";

/** As much of a class session as the clock needs. */
export interface SessionTimes {
  startsAt: Date;
  endsAt: Date;
  zone: string;
  cancelled: boolean;
}

const wallOpensMinutes = 60;
/** The door stays open after the class, for marks that were forgotten. */
const hoursAfterClass = 3;

/** Where the code on the wall stands: it works from an hour before the class until the class ends, and at no other time. */
export function wallStanding(session: SessionTimes, now: Date): "cancelled" | "early" | "open" | "over" {
  if (session.cancelled) return "cancelled";
  if (now < wallOpensAt(session)) return "early";
  return now < session.endsAt ? "open" : "over";
}

export const wallOpensAt = ({ startsAt }: SessionTimes): Date =>
  new Date(startsAt.getTime() - wallOpensMinutes * 60_000);

/** When a helper's link to this session ends. */
export const doorClosesAt = ({ endsAt }: Pick<SessionTimes, "endsAt">): Date =>
  addHours(endsAt, hoursAfterClass);

/**
 * The session somebody at the door means: one of this very day on the wall clock of the place, or one that runs into the
 * next day. Of two on one day the one that is not over; null when none is today, so that nobody is marked for another day.
 */
export function sessionAtTheDoor<Session extends SessionTimes>(
  sessions: Session[],
  now: Date,
): Session | null {
  const today = sessions.filter((session) => !session.cancelled && isToday(session, now));
  return today.find(({ endsAt }) => endsAt > now) ?? today.at(-1) ?? null;
}

export const isToday = (session: SessionTimes, now: Date): boolean =>
  localDate(session.startsAt, session.zone) === localDate(now, session.zone) ||
  (session.startsAt <= now && now < doorClosesAt(session));
