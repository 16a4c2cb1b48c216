import { describe, expect, it } from "vitest";
import { nextFirstDate, sameAgain, timesOf } from "./session-times";

describe("times of a session", () => {
  it("are instants of the wall clock where the business is", () => {
    const times = timesOf({ date: "2026-12-05", start: "14:00", end: "16:00" }, "Asia/Seoul");
    expect(times.startsAt.toISOString()).toBe("2026-12-05T05:00:00.000Z");
    expect(times.endsAt.toISOString()).toBe("2026-12-05T07:00:00.000Z");
  });

  it("end on the next day when the end is not later than the start", () => {
    const times = timesOf({ date: "2026-12-05", start: "23:00", end: "00:30" }, "Asia/Seoul");
    expect(times.endsAt.toISOString()).toBe("2026-12-05T15:30:00.000Z");
  });

  it("refuse a slip of the hand", () => {
    expect(() => timesOf({ date: "2026-12-05", start: "14:00", end: "13:00" }, "Asia/Seoul")).toThrow(
      "courses.session.endBeforeStart",
    );
  });
});

describe("the next run", () => {
  const week = (date: string) => ({ date, start: "19:00", end: "21:00" });

  it("keeps the distances between its sessions", () => {
    expect(sameAgain([week("2026-12-01"), week("2026-12-08")], "2027-01-05").map(({ date }) => date)).toEqual(
      ["2027-01-05", "2027-01-12"],
    );
  });

  it.each([
    ["nothing yet", [], null],
    ["one lecture: a week later", [["2026-12-05"]], "2026-12-12"],
    ["two lectures two weeks apart", [["2026-12-19"], ["2026-12-05"]], "2027-01-02"],
    ["a six-week course: after its end", [["2026-12-01", "2026-12-08", "2027-01-05"]], "2027-01-12"],
    ["long ago: the first that is still to come", [["2026-10-03"]], "2026-12-05"],
  ])("is proposed: %s", (_, runs, expected) => {
    expect(nextFirstDate(runs, "2026-12-01")).toBe(expected);
  });
});
