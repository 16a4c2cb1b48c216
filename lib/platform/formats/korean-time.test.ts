import fc from "fast-check";
import { expect, test } from "vitest";
import { formatDate, formatRange, formatShort, formatTime, formatWhen, relativeDay } from "./korean-time";

const SEOUL = "Asia/Seoul";
const kst = (text: string) => new Date(`${text}:00+09:00`);

test("row 76: date and time in full", () => {
  const instant = new Date("2026-11-23T05:00:00Z");
  expect(formatWhen(instant, SEOUL, "ko")).toBe("2026년 11월 23일 (월) 오후 2시");
  expect(formatWhen(instant, SEOUL, "en")).toBe("Mon, Nov 23, 2026, 2:00 PM KST");
  expect(formatWhen(instant, "America/New_York", "en")).toBe("Mon, Nov 23, 2026, 12:00 AM EST");
});

test.each([
  ["14:30", "오후 2시 30분", "2:30 PM"],
  ["00:00", "자정", "12:00 AM"],
  ["12:00", "낮 12시", "12:00 PM"],
  ["12:30", "낮 12시 30분", "12:30 PM"],
  ["00:30", "오전 0시 30분", "12:30 AM"],
  ["09:05", "오전 9시 5분", "9:05 AM"],
  ["23:59", "오후 11시 59분", "11:59 PM"],
])("row 77: %s", (time, ko, en) => {
  expect(formatTime(kst(`2026-11-23T${time}`), SEOUL, "ko")).toBe(ko);
  expect(formatTime(kst(`2026-11-23T${time}`), SEOUL, "en")).toBe(en);
});

test("midnight with its date says which day it belongs to", () => {
  expect(formatShort(kst("2026-12-01T00:00"), SEOUL, "ko")).toBe("12월 1일 (화) 오전 0시");
});

test("ranges", () => {
  const range = (from: string, to: string, language: "ko" | "en" = "ko") =>
    formatRange(kst(from), kst(to), SEOUL, language);
  expect(range("2026-12-05T14:00", "2026-12-05T16:00")).toBe("12월 5일 (토) 오후 2시–4시");
  expect(range("2026-12-05T10:00", "2026-12-05T12:00")).toBe("12월 5일 (토) 오전 10시–낮 12시");
  expect(range("2026-12-05T10:30", "2026-12-05T13:00")).toBe("12월 5일 (토) 오전 10시 30분–오후 1시");
  expect(range("2026-12-05T12:00", "2026-12-05T14:00")).toBe("12월 5일 (토) 낮 12시–2시");
  expect(range("2026-12-05T23:00", "2026-12-06T01:00")).toBe(
    "12월 5일 (토) 오후 11시–12월 6일 (일) 오전 1시",
  );
  expect(range("2026-12-05T14:00", "2026-12-05T16:00", "en")).toBe("Sat, Dec 5, 2:00–4:00 PM KST");
  expect(range("2026-12-05T10:00", "2026-12-05T13:00", "en")).toBe("Sat, Dec 5, 10:00 AM–1:00 PM KST");
  expect(
    formatRange(kst("2026-12-05T14:00"), kst("2026-12-05T16:00"), SEOUL, "ko", { dash: "~", year: true }),
  ).toBe("2026년 12월 5일 (토) 오후 2시~4시");
});

test("dates alone and days near by", () => {
  expect(formatDate(kst("2026-12-05T00:30"), SEOUL, "ko")).toBe("2026년 12월 5일 (토)");
  expect(formatDate(kst("2026-12-05T00:30"), SEOUL, "en", { year: false })).toBe("Sat, Dec 5");
  const now = kst("2026-11-30T23:59");
  const day = (date: string, language: "ko" | "en" = "ko") =>
    relativeDay(kst(`${date}T00:30`), now, SEOUL, language);
  expect(day("2026-11-30")).toBe("오늘");
  expect(day("2026-12-01")).toBe("내일");
  expect(day("2026-12-02")).toBe("모레");
  expect(day("2026-11-29")).toBe("어제");
  expect(day("2026-12-05")).toBe("5일 뒤");
  expect(day("2026-11-26")).toBe("4일 전");
  expect(day("2026-12-20")).toBeNull();
  expect(day("2026-12-01", "en")).toBe("tomorrow");
});

test("any instant can be said in any zone", () => {
  const zones = fc.constantFrom(
    "Asia/Seoul",
    "America/New_York",
    "Europe/London",
    "Pacific/Kiritimati",
    "UTC",
  );
  const instants = fc.date({ min: new Date("1970-01-02"), max: new Date("2200-01-01"), noInvalidDate: true });
  fc.assert(
    fc.property(instants, zones, (instant, zone) => {
      expect(formatWhen(instant, zone, "ko")).toMatch(
        /^\d{4}년 \d{1,2}월 \d{1,2}일 \([일월화수목금토]\) (오전|오후|낮) \d{1,2}시/,
      );
      expect(formatShort(instant, zone, "en")).toMatch(
        /^[A-Z][a-z]{2}, [A-Z][a-z]{2} \d{1,2}, \d{1,2}:\d{2} [AP]M$/,
      );
    }),
    { numRuns: 2_000 },
  );
});
