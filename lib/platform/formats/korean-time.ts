import { dayNumber, type LocalParts, localParts } from "./local-parts";

type Language = "ko" | "en";

const WEEKDAYS_KO = ["일", "월", "화", "수", "목", "금", "토"];
const WEEKDAYS_EN = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS_EN = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const ZONE_NAMES: Readonly<Record<string, string>> = { "Asia/Seoul": "KST", "Asia/Tokyo": "JST", UTC: "UTC" };

/**
 * "2026년 11월 23일 (월) 오후 2시" · "Mon, Nov 23, 2026, 2:00 PM KST". Own words because Intl's Korean short time prints
 * "PM 2:00" and its weekday no brackets. Midnight with a date is "오전 0시": "자정" leaves open which of two days is meant.
 */
export function formatWhen(instant: Date, zone: string, language: Language): string {
  const parts = localParts(instant, zone);
  if (language === "ko") return `${dateKo(parts, true)} ${clockKo(parts)}`;
  return `${dateEn(parts, true)}, ${clockEn(parts)} ${zoneName(instant, zone)}`;
}

/** "11월 23일 (월) 오후 2시" · "Mon, Nov 23, 2:00 PM": for texts and lists, where the year goes without saying. */
export function formatShort(instant: Date, zone: string, language: Language): string {
  const parts = localParts(instant, zone);
  if (language === "ko") return `${dateKo(parts, false)} ${clockKo(parts)}`;
  return `${dateEn(parts, false)}, ${clockEn(parts)}`;
}

/** "2026년 11월 23일 (월)" · "Mon, Nov 23, 2026"; without the year when `year` is false. */
export function formatDate(instant: Date, zone: string, language: Language, { year = true } = {}): string {
  const parts = localParts(instant, zone);
  return language === "ko" ? dateKo(parts, year) : dateEn(parts, year);
}

/** "오후 2시 30분", "자정", "낮 12시" · "2:30 PM". */
export function formatTime(instant: Date, zone: string, language: Language): string {
  const parts = localParts(instant, zone);
  if (language === "en") return clockEn(parts);
  return parts.hour === 0 && parts.minute === 0 ? "자정" : clockKo(parts);
}

/**
 * "12월 5일 (토) 오후 2시–4시" · "Sat, Dec 5, 2:00–4:00 PM KST". In texts pass `dash: "~"`: Korean carriers cannot carry
 * an en dash.
 */
export function formatRange(
  start: Date,
  end: Date,
  zone: string,
  language: Language,
  { dash = "–", year = false }: { dash?: "–" | "~"; year?: boolean } = {},
): string {
  const from = localParts(start, zone);
  const to = localParts(end, zone);
  const sameDay = dayNumber(from) === dayNumber(to);
  if (language === "ko") {
    const until = sameDay ? clockKo(to, sameHalf(from, to)) : `${dateKo(to, year)} ${clockKo(to)}`;
    return `${dateKo(from, year)} ${clockKo(from)}${dash}${until}`;
  }
  const name = zoneName(start, zone);
  if (!sameDay)
    return `${dateEn(from, year)}, ${clockEn(from)}${dash}${dateEn(to, year)}, ${clockEn(to)} ${name}`;
  return `${dateEn(from, year)}, ${clockEn(from, sameHalf(from, to))}${dash}${clockEn(to)} ${name}`;
}

/** "오늘", "내일", "모레", "어제", "그저께", up to a week "3일 뒤" · "3일 전", else null: then say the date. */
export function relativeDay(instant: Date, now: Date, zone: string, language: Language): string | null {
  const days = dayNumber(localParts(instant, zone)) - dayNumber(localParts(now, zone));
  const near = language === "ko" ? NEAR_KO[days] : NEAR_EN[days];
  if (near) return near;
  if (Math.abs(days) > 7) return null;
  if (language === "ko") return days > 0 ? `${days}일 뒤` : `${-days}일 전`;
  return days > 0 ? `in ${days} days` : `${-days} days ago`;
}

const NEAR_KO: Readonly<Record<number, string>> = {
  [-2]: "그저께",
  [-1]: "어제",
  0: "오늘",
  1: "내일",
  2: "모레",
};
const NEAR_EN: Readonly<Record<number, string>> = { [-1]: "yesterday", 0: "today", 1: "tomorrow" };

const sameHalf = (a: LocalParts, b: LocalParts) => a.hour < 12 === b.hour < 12;

function dateKo({ year, month, day, weekday }: LocalParts, withYear: boolean): string {
  return `${withYear ? `${year}년 ` : ""}${month}월 ${day}일 (${WEEKDAYS_KO[weekday]})`;
}

function dateEn({ year, month, day, weekday }: LocalParts, withYear: boolean): string {
  return `${WEEKDAYS_EN[weekday]}, ${MONTHS_EN[month - 1]} ${day}${withYear ? `, ${year}` : ""}`;
}

/** "오전 12시" is read both ways, so twelve at noon is "낮 12시" and the hour after midnight "오전 0시". */
function clockKo({ hour, minute }: LocalParts, bareHour = false): string {
  const minutes = minute === 0 ? "" : ` ${minute}분`;
  if (hour === 12) return `낮 12시${minutes}`;
  const half = bareHour ? "" : hour < 12 ? "오전 " : "오후 ";
  return `${half}${hour % 12}시${minutes}`;
}

function clockEn({ hour, minute }: LocalParts, bareHour = false): string {
  const clock = `${hour % 12 === 0 ? 12 : hour % 12}:${String(minute).padStart(2, "0")}`;
  return bareHour ? clock : `${clock} ${hour < 12 ? "AM" : "PM"}`;
}

function zoneName(instant: Date, zone: string): string {
  const known = ZONE_NAMES[zone];
  if (known) return known;
  const parts = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "short" }).formatToParts(
    instant,
  );
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? zone;
}
