import fc from "fast-check";
import { expect, test } from "vitest";
import { localOf } from "@/lib/platform/zoned-time";
import {
  type Anchors,
  dueAt,
  lateness,
  mayPlan,
  type PlannedStep,
  politeTime,
  replanned,
  type Wait,
} from "./timing";

const zone = "Asia/Seoul";
const kst = (text: string) => new Date(`${text}:00+09:00`);
const anchors = (start: string, end: string, event = "2026-11-01T12:00"): Anchors => ({
  zone,
  sessionStart: kst(start),
  sessionEnd: kst(end),
  event: kst(event),
});
const dayBefore: Wait = { relativeTo: "session_start", days: -1, atLocalTime: "10:00" };
const threeDaysBefore: Wait = { relativeTo: "session_start", days: -3, atLocalTime: "10:00" };
const thanks: Wait = { relativeTo: "session_end", hours: 2 };
const lecture = anchors("2026-12-05T19:00", "2026-12-05T21:30");

test("row 79: D-1 at 10:00 for a class at 00:30", () => {
  expect(dueAt(dayBefore, anchors("2026-12-01T00:30", "2026-12-01T02:00"))).toEqual(kst("2026-11-30T10:00"));
});

test("the waits of the loop", () => {
  expect(dueAt({ relativeTo: "event" }, lecture)).toEqual(kst("2026-11-01T12:00"));
  expect(dueAt({ relativeTo: "session_start", days: 0, atLocalTime: "08:30" }, lecture)).toEqual(
    kst("2026-12-05T08:30"),
  );
  expect(dueAt(thanks, lecture)).toEqual(kst("2026-12-05T23:30"));
  expect(dueAt({ relativeTo: "session_end", days: 3, atLocalTime: "10:00" }, lecture)).toEqual(
    kst("2026-12-08T10:00"),
  );
  expect(dueAt({ relativeTo: "session_start", hours: -2 }, lecture)).toEqual(kst("2026-12-05T17:00"));
  expect(dueAt(thanks, { ...lecture, sessionEnd: null })).toBeNull();
});

test("thanks for a lecture that ends late go the next morning", () => {
  expect(politeTime(kst("2026-12-05T23:30"), zone)).toEqual(kst("2026-12-06T08:00"));
  expect(politeTime(kst("2026-12-05T17:00"), zone)).toEqual(kst("2026-12-05T17:00"));
});

test("row 80: after a move, what was sent stays and what is pending moves along", () => {
  const steps: PlannedStep[] = [
    { stepKey: "d3", wait: threeDaysBefore, state: "done", dueAt: kst("2026-12-02T10:00") },
    { stepKey: "d1", wait: dayBefore, state: "pending", dueAt: kst("2026-12-04T10:00") },
    { stepKey: "thanks", wait: thanks, state: "pending", dueAt: kst("2026-12-05T23:30") },
  ];
  const moved = replanned(steps, anchors("2026-12-12T19:00", "2026-12-12T21:30"), kst("2026-12-03T09:00"));
  expect(moved[0]).toBe(steps[0]);
  expect(moved[1]).toMatchObject({ state: "pending", dueAt: kst("2026-12-11T10:00") });
  expect(moved[2]).toMatchObject({ state: "pending", dueAt: kst("2026-12-12T23:30") });
});

test("row 80: moved so near that a step lies in the past, it is skipped", () => {
  const steps: PlannedStep[] = [
    { stepKey: "d1", wait: dayBefore, state: "pending", dueAt: kst("2026-12-04T10:00") },
  ];
  const near = anchors("2026-12-04T09:00", "2026-12-04T11:00");
  expect(replanned(steps, near, kst("2026-12-03T11:00"))[0]).toMatchObject({ state: "skipped" });
});

test("row 81: who joins at D-2 gets no D-3", () => {
  const joined = kst("2026-12-03T15:00");
  const due = (wait: Wait) => dueAt(wait, lecture) ?? joined;
  expect(mayPlan(due(threeDaysBefore), joined)).toBe(false);
  expect(mayPlan(due(dayBefore), joined)).toBe(true);
});

test("late work is sent within its hours, then skipped", () => {
  const due = kst("2026-12-04T10:00");
  expect(lateness(due, kst("2026-12-04T09:59"), 3)).toBe("not_due");
  expect(lateness(due, due, 3)).toBe("due");
  expect(lateness(due, kst("2026-12-04T13:00"), 3)).toBe("due");
  expect(lateness(due, kst("2026-12-04T13:01"), 3)).toBe("too_late");
});

test("a step with a local time goes out at that time in every zone and season", () => {
  const zones = fc.constantFrom(
    "Asia/Seoul",
    "America/New_York",
    "Europe/Berlin",
    "Australia/Sydney",
    "America/Sao_Paulo",
  );
  const minutes = fc.integer({ min: 0, max: 60 * 24 * 365 });
  fc.assert(
    fc.property(zones, minutes, fc.integer({ min: -10, max: 10 }), (place, minute, days) => {
      const sessionStart = new Date(Date.UTC(2026, 0, 15) + minute * 60_000);
      const at = { zone: place, sessionStart, sessionEnd: null, event: sessionStart };
      const due = dueAt({ relativeTo: "session_start", days, atLocalTime: "10:00" }, at) ?? sessionStart;
      expect(localOf(due, place).time).toBe("10:00");
    }),
    { numRuns: 1_000 },
  );
});
