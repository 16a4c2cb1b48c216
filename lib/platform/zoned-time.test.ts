import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, addMonths, daysBetween, instantOf, localOf, nextAllowed, shiftDays } from "./zoned-time";

const SEOUL = "Asia/Seoul";
const NEW_YORK = "America/New_York";
const kst = (text: string) => new Date(`${text}+09:00`);
const DAYTIME = { from: "08:00", to: "21:00" };

describe("a wall clock time becomes an instant", () => {
  test.each([
    ["2026-11-23", "14:00", SEOUL, "2026-11-23T05:00:00.000Z"],
    ["2026-03-08", "02:30", NEW_YORK, "2026-03-08T07:00:00.000Z"],
    ["2026-03-08", "03:00", NEW_YORK, "2026-03-08T07:00:00.000Z"],
    ["2026-11-01", "01:30", NEW_YORK, "2026-11-01T05:30:00.000Z"],
    ["2026-07-01", "09:00", NEW_YORK, "2026-07-01T13:00:00.000Z"],
    ["1988-06-01", "09:00", SEOUL, "1988-05-31T23:00:00.000Z"],
  ])("%s %s in %s", (date, time, zone, expected) =>
    expect(instantOf({ date, time, zone }).toISOString()).toBe(expected),
  );

  test("nonsense is refused", () => {
    expect(() => instantOf({ date: "2026-02-30", time: "14:00", zone: SEOUL })).toThrow(RangeError);
    expect(() => instantOf({ date: "2026-02-20", time: "14:00", zone: "Mars/Base" })).toThrow(RangeError);
  });

  test("there and back in any zone", () => {
    const zones = fc.constantFrom(
      SEOUL,
      NEW_YORK,
      "Europe/Berlin",
      "Australia/Lord_Howe",
      "America/Sao_Paulo",
      "UTC",
    );
    const minutes = fc.integer({ min: 0, max: 60 * 24 * 365 * 30 });
    fc.assert(
      fc.property(zones, minutes, (zone, minute) => {
        const instant = new Date(Date.UTC(2010, 0, 1) + minute * 60_000);
        const back = instantOf(localOf(instant, zone));
        const repeatedHour = instant.getTime() - back.getTime();
        expect([0, 1_800_000, 3_600_000]).toContain(repeatedHour);
        expect(localOf(back, zone)).toEqual(localOf(instant, zone));
      }),
      { numRuns: 1_000 },
    );
  });
});

test("row 79: D-1 at 10:00 for a class at 00:30", () => {
  expect(shiftDays(kst("2026-12-01T00:30"), SEOUL, -1, "10:00")).toEqual(kst("2026-11-30T10:00"));
});

test("days on the calendar survive the change of clocks", () => {
  const before = instantOf({ date: "2026-03-07", time: "09:00", zone: NEW_YORK });
  expect(localOf(shiftDays(before, NEW_YORK, 1), NEW_YORK)).toMatchObject({
    date: "2026-03-08",
    time: "09:00",
  });
  expect(addDays("2026-03-01", -1)).toBe("2026-02-28");
  expect(addMonths("2026-08-31", 6)).toBe("2027-02-28");
  expect(daysBetween("2026-11-23", "2026-12-07")).toBe(14);
});

test.each([
  ["2026-11-23T21:30:00", "2026-11-24T08:00:00"],
  ["2026-11-23T21:00:00", "2026-11-24T08:00:00"],
  ["2026-11-23T20:59:59", "2026-11-23T20:59:59"],
  ["2026-11-23T07:59:59", "2026-11-23T08:00:00"],
  ["2026-11-23T08:00:00", "2026-11-23T08:00:00"],
  ["2026-11-23T00:00:00", "2026-11-23T08:00:00"],
])("rows 1–3: due %s may go at %s", (due, allowed) =>
  expect(nextAllowed(kst(due), SEOUL, DAYTIME)).toEqual(kst(allowed)),
);

test("row 34: half past nine in New York waits for eight there", () => {
  const due = instantOf({ date: "2026-11-23", time: "21:30", zone: NEW_YORK });
  expect(localOf(nextAllowed(due, NEW_YORK, DAYTIME), NEW_YORK)).toMatchObject({
    date: "2026-11-24",
    time: "08:00",
  });
});
