import { Refusal } from "@/lib/platform/refusal";
import { addDays, daysBetween, instantOf } from "@/lib/platform/zoned-time";
import type { SessionPlan, SessionTime } from "./schema";

/** Longer than this is a slip of the hand ("오후 2시–오후 1시"), not a class. Milliseconds. */
const longest = 14 * 3_600_000;

/** Local intent and the instants that follow from it. An end not later than the start is on the next day. */
export function timesOf({ date, start, end }: SessionTime, zone: string) {
  const startsAt = instantOf({ date, time: start, zone });
  const endsAt = instantOf({ date: end > start ? date : addDays(date, 1), time: end, zone });
  const lasts = endsAt.getTime() - startsAt.getTime();
  if (lasts <= 0 || lasts > longest) throw new Refusal("invalid", "courses.session.endBeforeStart");
  return { localDate: date, localStart: start, localEnd: end, zone, startsAt, endsAt };
}

/** The same sessions, the first of them on another day; the distances between them stay. */
export function sameAgain(sessions: SessionTime[], firstDate: string): SessionTime[] {
  const [first] = sessions.map(({ date }) => date).sort();
  if (first === undefined) return [];
  const days = daysBetween(first, firstDate);
  return sessions.map((session) => ({ ...session, date: addDays(session.date, days) }));
}

/**
 * When the next run would begin: as far from the latest as that is from the one before, else a week after its end.
 * `runs` are the dates of each run's sessions, in any order.
 */
export function nextFirstDate(runs: string[][], today: string): string | null {
  const spans = runs
    .filter((dates) => dates.length > 0)
    .map((dates) => [...dates].sort())
    .sort((a, b) => (a[0] as string).localeCompare(b[0] as string));
  const latest = spans.at(-1);
  if (!latest) return null;
  const before = spans.at(-2);
  const apart = before ? daysBetween(before[0] as string, latest[0] as string) : 0;
  const step =
    apart > 0 ? apart : Math.ceil((daysBetween(latest[0] as string, latest.at(-1) as string) + 1) / 7) * 7;
  let next = addDays(latest[0] as string, step);
  while (next < today) next = addDays(next, step);
  return next;
}

/** "Six times, every seven days": the sessions of a plan. */
export const sessionsOf = ({ count, everyDays, ...first }: SessionPlan): SessionTime[] =>
  Array.from({ length: count }, (_, index) => ({ ...first, date: addDays(first.date, index * everyDays) }));
