import { describe, expect, it } from "vitest";

import { doorClosesAt, sessionAtTheDoor, wallStanding } from "./check-in-window";

const session = (startsAt: string, endsAt: string, cancelled = false) => ({
  startsAt: new Date(startsAt),
  endsAt: new Date(endsAt),
  zone: "Asia/Seoul",
  cancelled,
});
// 14:00–16:00 in Seoul.
const lecture = session("2026-12-05T05:00:00Z", "2026-12-05T07:00:00Z");
const at = (instant: string) => new Date(instant);

describe("the code on the wall", () => {
  it.each([
    ["2026-12-05T03:59:59.999Z", "early"],
    ["2026-12-05T04:00:00.000Z", "open"],
    ["2026-12-05T06:59:59.999Z", "open"],
    ["2026-12-05T07:00:00.000Z", "over"],
  ])("at %s is %s", (now, standing) => {
    expect(wallStanding(lecture, at(now))).toBe(standing);
  });

  it("opens nothing for a session that does not take place", () => {
    const cancelled = { ...lecture, cancelled: true };
    expect(wallStanding(cancelled, at("2026-12-05T05:00:00Z"))).toBe("cancelled");
  });
});

describe("whom somebody at the door means", () => {
  it("takes the session of this day on the wall clock of the place", () => {
    expect(sessionAtTheDoor([lecture], at("2026-12-04T14:59:00Z"))).toBeNull();
    expect(sessionAtTheDoor([lecture], at("2026-12-04T15:00:00Z"))).toBe(lecture);
    expect(sessionAtTheDoor([lecture], at("2026-12-05T14:59:00Z"))).toBe(lecture);
    expect(sessionAtTheDoor([lecture], at("2026-12-05T15:00:00Z"))).toBeNull();
  });

  it("takes of two on one day the one that is not over, after both the later one", () => {
    const morning = session("2026-12-05T00:00:00Z", "2026-12-05T02:00:00Z");
    expect(sessionAtTheDoor([morning, lecture], at("2026-12-05T01:00:00Z"))).toBe(morning);
    expect(sessionAtTheDoor([morning, lecture], at("2026-12-05T02:00:00Z"))).toBe(lecture);
    expect(sessionAtTheDoor([morning, lecture], at("2026-12-05T08:00:00Z"))).toBe(lecture);
  });

  it("follows a class past midnight, and passes over one that does not take place", () => {
    const night = session("2026-12-05T13:00:00Z", "2026-12-05T16:00:00Z");
    expect(sessionAtTheDoor([night], at("2026-12-05T17:00:00Z"))).toBe(night);
    expect(sessionAtTheDoor([{ ...lecture, cancelled: true }], at("2026-12-05T05:00:00Z"))).toBeNull();
  });
});

it("closes the helper's door three hours after the class", () => {
  expect(doorClosesAt(lecture)).toEqual(at("2026-12-05T10:00:00Z"));
});
