import fc from "fast-check";
import { expect, test } from "vitest";
import { type CalendarEntry, calendarFile, googleCalendarLink, mapLinks } from "./calendar";

const now = new Date("2026-11-23T05:00:00Z");
const entry: CalendarEntry = {
  sessionId: "0193",
  scheduleVersion: 1,
  cancelled: false,
  title: "블로그, 실습반; 1회차",
  startsAt: new Date("2026-12-05T05:00:00Z"),
  endsAt: new Date("2026-12-05T07:00:00Z"),
  place: "서울 마포구 양화로 1",
  description: "노트북을 가져오세요\n주차는 뒤편",
  url: "https://dangol.test/demo/blog",
  organiserName: "홍길동마케팅연구소",
};
const lines = (file: string) => file.replace(/\r\n[\t ]/g, "").split("\r\n");

test("a session as a calendar entry", () => {
  const file = lines(calendarFile([entry], now));
  for (const line of [
    "UID:0193@dangol",
    "SEQUENCE:0",
    "STATUS:CONFIRMED",
    "METHOD:PUBLISH",
    "DTSTAMP:20261123T050000Z",
    "DTSTART:20261205T050000Z",
    "DTEND:20261205T070000Z",
    "SUMMARY:블로그\\, 실습반\\; 1회차",
    "LOCATION:서울 마포구 양화로 1",
    "DESCRIPTION:노트북을 가져오세요\\n주차는 뒤편",
  ])
    expect(file).toContain(line);
});

test("a moved session keeps its UID and raises its sequence; a cancelled one says so", () => {
  const moved = lines(calendarFile([{ ...entry, scheduleVersion: 3, cancelled: true }], now));
  expect(moved).toContain("UID:0193@dangol");
  expect(moved).toContain("SEQUENCE:2");
  expect(moved).toContain("STATUS:CANCELLED");
});

test("several sessions are one file, the same each time", () => {
  const entries = [entry, { ...entry, sessionId: "0194" }];
  const file = calendarFile(entries, now);
  expect(file.match(/BEGIN:VEVENT/g)).toHaveLength(2);
  expect(file.match(/BEGIN:VCALENDAR/g)).toHaveLength(1);
  expect(calendarFile(entries, now)).toBe(file);
});

test("a title cannot add lines of its own", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", minLength: 1, maxLength: 80 }), (text) => {
      const file = calendarFile(
        [{ ...entry, title: text, place: text, description: text, organiserName: text }],
        now,
      );
      const names = lines(file).map((line) => line.split(/[:;]/)[0]);
      expect(names.filter((name) => name === "BEGIN")).toHaveLength(2);
      expect(names.filter((name) => name === "UID")).toHaveLength(1);
    }),
    { numRuns: 2_000 },
  );
});

test("links to calendars and maps", () => {
  const google = new URL(googleCalendarLink(entry));
  expect(google.searchParams.get("dates")).toBe("20261205T050000Z/20261205T070000Z");
  expect(google.searchParams.get("text")).toBe(entry.title);
  const place = { name: "단골, 강의실", address: "서울 마포구 양화로 1", latitude: 37.55, longitude: 126.91 };
  expect(mapLinks(place)).toEqual({
    kakao: `https://map.kakao.com/link/map/${encodeURIComponent("단골  강의실")},37.55,126.91`,
    naver: `https://map.naver.com/v5/search/${encodeURIComponent("서울 마포구 양화로 1")}`,
  });
  expect(mapLinks({ ...place, latitude: null })?.kakao).toBe(
    `https://map.kakao.com/link/search/${encodeURIComponent("서울 마포구 양화로 1")}`,
  );
  expect(mapLinks({ name: "", address: null, latitude: null, longitude: null })).toBeNull();
});
