import { businessDay, type HolidayOverrides } from "@/lib/platform/korean-holidays";
import { addDays, instantOf, localOf } from "@/lib/platform/zoned-time";

/** "Until noon two days before; if that is no working day, the working day before it." */
export interface CancelRule {
  daysBefore: number;
  /** "12:00" */
  atTime: string;
  onHoliday: "keep" | "previous_business_day";
}

export interface CancelDeadline {
  at: Date;
  /** Moved because of a weekend or holiday. */
  moved: boolean;
  /** False when the holidays of that year are not known yet: show a warning, the day may still move (row 83). */
  certain: boolean;
}

const LONGEST_HOLIDAY = 15;

/** Last moment a customer may cancel without it counting, never after the session begins (row 82). */
export function cancelDeadline(
  rule: CancelRule,
  session: { startsAt: Date; zone: string },
  overrides?: HolidayOverrides,
): CancelDeadline {
  const { zone, startsAt } = session;
  const wanted = addDays(localOf(startsAt, zone).date, -rule.daysBefore);
  const { date, certain } =
    rule.onHoliday === "keep" ? { date: wanted, certain: true } : lastBusinessDay(wanted, overrides);
  const at = instantOf({ date, time: rule.atTime, zone }).getTime();
  return { at: new Date(Math.min(at, startsAt.getTime())), moved: date !== wanted, certain };
}

function lastBusinessDay(wanted: string, overrides: HolidayOverrides | undefined) {
  let date = wanted;
  for (let back = 0; back <= LONGEST_HOLIDAY; back += 1) {
    const working = businessDay(date, overrides);
    if (working !== "no") return { date, certain: working === "yes" };
    date = addDays(date, -1);
  }
  return { date: wanted, certain: false };
}

export const mayCancel = (deadline: CancelDeadline, now: Date) => now <= deadline.at;
