import { expect, test } from "vitest";
import { calendarFileOf } from "./calendar-file";
import { coursePage, run } from "./testing/course-page";

const [session] = run.sessions;
const linesOf = (file: string | null) => (file ?? "").replaceAll(/\r\n[ \t]/g, "").split("\r\n");

test("a session keeps its UID and counts its moves", () => {
  const moved = {
    ...(session ?? expect.fail()),
    scheduleVersion: 3,
    startsAt: new Date("2026-12-12T05:00:00Z"),
  };
  const lines = linesOf(
    calendarFileOf(coursePage({ runs: [{ ...run, sessions: [moved] }] }), "https://d.example"),
  );
  expect(lines).toContain(`UID:${moved.id}@dangol`);
  expect(lines).toContain("SEQUENCE:2");
  expect(lines).toContain("DTSTART:20261212T050000Z");
  expect(lines).toContain("DTSTAMP:20261123T000000Z");
  expect(lines).toContain("SUMMARY:혼자서도 되는 동네 마케팅");
});

test("there is no file without a date, nor for a cancelled one", () => {
  expect(calendarFileOf(coursePage({ runs: [] }), "https://d.example")).toBeNull();
  expect(
    calendarFileOf(coursePage({ runs: [{ ...run, availability: "cancelled" }] }), "https://d.example"),
  ).toBeNull();
});
