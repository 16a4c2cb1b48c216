import { Temporal } from "temporal-polyfill";

/** What somebody meant: a wall clock time somewhere. Stored beside the instant, because the rules of zones change. */
export interface LocalIntent {
  /** "2026-12-05" */
  date: string;
  /** "14:00" */
  time: string;
  /** IANA name, "Asia/Seoul" */
  zone: string;
}

/** A daily window on the wall clock; `from` belongs to it, `to` does not. `from` is earlier than `to`. */
export interface Hours {
  from: string;
  to: string;
}

/**
 * The instant of a wall clock time. A time that the clock jumps over becomes the first that exists after it (02:30 in
 * a spring gap is 03:00); a time that comes twice in autumn means the first. Throws a RangeError for no date or zone.
 */
export function instantOf({ date, time, zone }: LocalIntent): Date {
  const wanted = Temporal.PlainDateTime.from(`${date}T${time}`);
  const found = wanted.toZonedDateTime(zone, { disambiguation: "compatible" });
  if (found.toPlainDateTime().equals(wanted)) return dateOf(found);
  return dateOf(found.getTimeZoneTransition("previous") ?? found);
}

/** The wall clock of a zone at an instant, to the minute. */
export function localOf(instant: Date, zone: string): LocalIntent {
  const local = zoned(instant, zone);
  return { date: local.toPlainDate().toString(), time: local.toPlainTime().toString().slice(0, 5), zone };
}

export const localDate = (instant: Date, zone: string) => localOf(instant, zone).date;

/** Days on the calendar, not 24 hours: "2026-12-01" and -1 give "2026-11-30". */
export const addDays = (date: string, days: number) => Temporal.PlainDate.from(date).add({ days }).toString();

/** The 31st and one month give the last day of the shorter month. */
export const addMonths = (date: string, months: number) =>
  Temporal.PlainDate.from(date).add({ months }).toString();

/** Whole calendar days from one date to another, negative when it lies before. */
export const daysBetween = (from: string, to: string) =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: "days" }).days;

export const addHours = (instant: Date, hours: number) => new Date(instant.getTime() + hours * 3_600_000);

/**
 * "D-1 at 10:00": `days` counted on the local calendar, so that the day before a class at 00:30 is the evening before
 * (row 79). Without `atTime` the wall clock time stays.
 */
export function shiftDays(instant: Date, zone: string, days: number, atTime?: string): Date {
  const { date, time } = localOf(instant, zone);
  return instantOf({ date: addDays(date, days), time: atTime ?? time, zone });
}

/** The instant itself when the local clock is inside the hours, else the next moment they begin (rows 1–4, 34). */
export function nextAllowed(instant: Date, zone: string, { from, to }: Hours): Date {
  const { date, time } = localOf(instant, zone);
  if (time >= from && time < to) return instant;
  return instantOf({ date: time < from ? date : addDays(date, 1), time: from, zone });
}

const zoned = (instant: Date, zone: string) =>
  Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone);

const dateOf = (local: Temporal.ZonedDateTime) => new Date(local.epochMilliseconds);
