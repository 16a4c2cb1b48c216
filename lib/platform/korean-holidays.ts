import * as announced from "@hyunbinseo/holidays-kr/all";

/**
 * Whether people work on a day. "unknown" when nobody has entered that year yet: never treat it as a working day
 * (row 83).
 */
export type BusinessDay = "yes" | "no" | "unknown";

/** Days that were added at short notice (임시공휴일) or taken off, as the operator entered them. */
export interface HolidayOverrides {
  extra: readonly string[];
  working: readonly string[];
}

const YEARS: Readonly<Record<string, object>> = announced;
const NO_OVERRIDES: HolidayOverrides = { extra: [], working: [] };

/**
 * Is `date` ("2026-12-05") a working day in Korea? Weekends are known for every year, holidays for those whose official
 * gazette the library holds: with substitutes, 노동절, 제헌절 and elections.
 */
export function businessDay(date: string, overrides: HolidayOverrides = NO_OVERRIDES): BusinessDay {
  if (overrides.working.includes(date)) return "yes";
  if (overrides.extra.includes(date) || isWeekend(date)) return "no";
  const year = YEARS[`y${date.slice(0, 4)}`];
  if (!year) return "unknown";
  return Object.hasOwn(year, date) ? "no" : "yes";
}

function isWeekend(date: string): boolean {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6;
}
