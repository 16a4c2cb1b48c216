import { createEvents, type EventAttributes } from "ics";

/** One class session as it stands in somebody's calendar. */
export interface CalendarEntry {
  sessionId: string;
  /** 1 for the first date, one more at each move: calendars replace the older entry by it. */
  scheduleVersion: number;
  cancelled: boolean;
  title: string;
  startsAt: Date;
  endsAt: Date;
  /** Address, or the online link. */
  place?: string | undefined;
  description?: string | undefined;
  url?: string | undefined;
  organiserName: string;
}

/** The same in the public and the personal file, so that both are one entry in a calendar. */
export const calendarUid = (sessionId: string) => `${sessionId}@dangol`;

/**
 * An .ics file (RFC 5545) in UTC with a stable UID and a growing SEQUENCE, so that opening a newer file moves or cancels
 * the entry instead of adding a second one. `now` becomes DTSTAMP.
 */
export function calendarFile(entries: readonly CalendarEntry[], now: Date): string {
  const { error, value } = createEvents(entries.map((entry) => attributesOf(entry, now)));
  if (error || !value) throw new Error("calendar entry could not be written", { cause: error });
  return value;
}

/** Opens Google Calendar with the entry filled in; Google copies it, so later moves do not reach it. */
export function googleCalendarLink(entry: CalendarEntry): string {
  const query = new URLSearchParams({
    action: "TEMPLATE",
    text: entry.title,
    dates: `${compact(entry.startsAt)}/${compact(entry.endsAt)}`,
  });
  if (entry.place) query.set("location", entry.place);
  const details = [entry.description, entry.url].filter(Boolean).join("\n\n");
  if (details) query.set("details", details);
  return `https://calendar.google.com/calendar/render?${query}`;
}

/** The library reads `timestamp` (DTSTAMP) but does not declare it on an entry. */
function attributesOf(entry: CalendarEntry, now: Date): EventAttributes & { timestamp: number } {
  const { title, place, description, url } = entry;
  return {
    uid: calendarUid(entry.sessionId),
    sequence: entry.scheduleVersion - 1,
    status: entry.cancelled ? "CANCELLED" : "CONFIRMED",
    method: "PUBLISH",
    productId: "dangol",
    timestamp: now.getTime(),
    start: entry.startsAt.getTime(),
    startInputType: "utc",
    startOutputType: "utc",
    end: entry.endsAt.getTime(),
    endInputType: "utc",
    endOutputType: "utc",
    title: singleLine(title),
    organizer: { name: singleLine(entry.organiserName).replaceAll('"', "'") },
    ...(place ? { location: singleLine(place) } : {}),
    ...(description ? { description } : {}),
    ...(url ? { url } : {}),
  };
}

const singleLine = (text: string) => text.replace(/[\p{Cc}\u2028\u2029]/gu, " ").trim();

const compact = (instant: Date) =>
  instant
    .toISOString()
    .replace(/[-:]/g, "")
    .replace(/\.[0-9]{3}/, "");

/** Where a course takes place. */
export interface MapPlace {
  name: string;
  address: string | null;
  latitude: number | null;
  longitude: number | null;
}

/** https links, because app schemes cannot be tapped in a text message; null when there is nothing to point at. */
export function mapLinks({
  name,
  address,
  latitude,
  longitude,
}: MapPlace): { kakao: string; naver: string } | null {
  const wanted = encodeURIComponent((address ?? name).trim());
  if (wanted === "") return null;
  const naver = `https://map.naver.com/v5/search/${wanted}`;
  if (latitude === null || longitude === null)
    return { kakao: `https://map.kakao.com/link/search/${wanted}`, naver };
  const pin = encodeURIComponent(name.replaceAll(",", " "));
  return { kakao: `https://map.kakao.com/link/map/${pin},${latitude},${longitude}`, naver };
}
