import { addMonths, instantOf, localOf } from "@/lib/platform/zoned-time";

/** The law counts in Korea, whatever the business's own zone is. */
const zone = "Asia/Seoul";
const monthsOfPeriod = 24;

/** So long before a period ends somebody looks after its confirmation; the text itself says when it goes. */
const lookDaysBefore = 45;

/**
 * The end of the two years in which `at` lies: the same calendar day as the consent's, every second year, at its midnight.
 * The confirmation goes before it (Network Act Art. 50(8), decree Art. 62-3).
 */
export function periodEnd(consentedAt: Date, at: Date): Date {
  const { date } = localOf(consentedAt, zone);
  for (let months = monthsOfPeriod; ; months += monthsOfPeriod) {
    const end = instantOf({ date: addMonths(date, months), time: "00:00", zone });
    if (end > at) return end;
  }
}

/**
 * Before when a consent must be confirmed next: the end of its first two years, or of the two years after those in which
 * the last confirmation went (rows 29 and 30). An answer is not needed; silence keeps the consent.
 */
export function confirmBefore(consentedAt: Date, toldAt: Date | null): Date {
  const told = toldAt !== null && toldAt > consentedAt;
  return told ? periodEnd(consentedAt, periodEnd(consentedAt, toldAt)) : periodEnd(consentedAt, consentedAt);
}

/** When the clock looks after the confirmation that is due before `end`. */
export const lookAfter = (end: Date): Date => new Date(+end - lookDaysBefore * 24 * 3_600_000);
