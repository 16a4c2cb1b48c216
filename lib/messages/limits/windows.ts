import { addDays, addMonths, instantOf, localOf } from "@/lib/platform/zoned-time";

export const spans = ["hour", "day", "month"] as const;
export type Span = (typeof spans)[number];

export interface Window {
  from: Date;
  /** When the next one begins. */
  until: Date;
}

/** The hour, day and month that a moment lies in, by the business's own clock and calendar. */
export function windowsAt(now: Date, zone: string): Record<Span, Window> {
  const { date, time } = localOf(now, zone);
  const at = (day: string, clock = "00:00") => instantOf({ date: day, time: clock, zone });
  const hour = at(date, `${time.slice(0, 2)}:00`);
  const first = `${date.slice(0, 7)}-01`;
  return {
    hour: { from: hour, until: new Date(hour.getTime() + 3_600_000) },
    day: { from: at(date), until: at(addDays(date, 1)) },
    month: { from: at(first), until: at(addMonths(first, 1)) },
  };
}
