import { z } from "zod";

import { optionalText, requiredText, tick, wholeNumber } from "@/lib/platform/form-fields";

/** What a business may send and spend. Money is in millionths of a won. */
export interface Limits {
  /** ISO codes. */
  allowedCountries: readonly string[];
  perHour: number;
  perDay: number;
  dayMoney: bigint;
  monthMoney: bigint;
  /** What may go in a day to any one country that is not the business's own. */
  abroadMoney: bigint;
  /** So many advertisements within so many days for one person, over all rules. */
  advertisingTimes: number;
  advertisingDays: number;
}

export const wonMicros = 1_000_000n;
export const inWon = (micros: bigint): number => Number(micros / wonMicros);

/** A business is at home where its clock is; this product's is Korea. */
const homes: Readonly<Record<string, string>> = {
  "America/New_York": "US",
  "America/Chicago": "US",
  "America/Denver": "US",
  "America/Los_Angeles": "US",
  "America/Toronto": "CA",
  "Asia/Tokyo": "JP",
  "Europe/London": "GB",
};
export const homeCountryOf = (zone: string): string => homes[zone] ?? "KR";

/** Before an owner says otherwise: ample for a shop, and little enough that a mistake or an attack stays small. */
export const defaultLimits = (zone: string): Limits => ({
  allowedCountries: [homeCountryOf(zone)],
  perHour: 1_000,
  perDay: 3_000,
  dayMoney: 200_000n * wonMicros,
  monthMoney: 1_000_000n * wonMicros,
  abroadMoney: 20_000n * wonMicros,
  advertisingTimes: 2,
  advertisingDays: 7,
});

const version = wholeNumber({ min: 0, max: 1_000_000_000 });
const won = wholeNumber({ min: 0, max: 100_000_000 });

export const capsInput = z.strictObject({
  version,
  perHour: wholeNumber({ min: 0, max: 100_000 }),
  perDay: wholeNumber({ min: 0, max: 1_000_000 }),
  dayWon: won,
  monthWon: won,
  abroadWon: won,
});

export const frequencyInput = z.strictObject({
  version,
  advertisingTimes: wholeNumber({ min: 1, max: 50 }),
  advertisingDays: wholeNumber({ min: 1, max: 90 }),
});

/** Countries that a text could go to, by the order in which owners here ask for them. */
export const knownCountries = [
  "KR",
  "US",
  "CA",
  "JP",
  "CN",
  "TW",
  "HK",
  "SG",
  "VN",
  "TH",
  "PH",
  "ID",
  "AU",
  "NZ",
  "GB",
  "DE",
  "FR",
] as const;

export const countriesInput = z.strictObject({
  version,
  countries: z.array(z.enum(knownCountries)).default([]),
});

export const testModeInput = z.strictObject({
  version,
  testMode: tick,
  /** Numbers and addresses, one a line or with commas between. */
  addresses: optionalText(2_000),
});

export const pauseInput = z.strictObject({ reason: requiredText(200) });

/** What an operator does with one tenant. */
export const standingInput = z.strictObject({
  slug: requiredText(60),
  act: z.enum(["suspend", "release", "hold", "restore"]),
  reason: requiredText(200),
});
