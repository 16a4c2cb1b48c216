import { describe, expect, it } from "vitest";
import { nextChange, type RunToJudge, standingOf, takesPeople } from "./availability";

const now = new Date("2026-12-01T03:00:00Z");
const hours = (count: number) => new Date(now.getTime() + count * 3_600_000);
const session = (from: number, cancelled = false) => ({
  startsAt: hours(from),
  endsAt: hours(from + 2),
  cancelledAt: cancelled ? now : null,
});

const run = (given: Partial<RunToJudge> = {}): RunToJudge => ({
  visibility: "listed",
  state: "open",
  opensAt: null,
  closesAt: null,
  sessions: [session(100)],
  pool: { capacity: 10, taken: 3 },
  ...given,
});

describe("whether a run takes people", () => {
  it.each<[string, Partial<RunToJudge>, string]>([
    ["places are there", {}, "open"],
    ["only those who have the link", { visibility: "link_only" }, "open"],
    ["no limit", { pool: { capacity: null, taken: 5000 } }, "open"],
    ["the last place is gone", { pool: { capacity: 3, taken: 3 } }, "full"],
    ["overbooked by name", { pool: { capacity: 3, taken: 5 } }, "full"],
    ["a draft", { visibility: "draft" }, "closed"],
    ["the course closed", { visibility: "closed" }, "closed"],
    ["the course rests", { visibility: "paused" }, "paused"],
    ["the run rests", { state: "paused" }, "paused"],
    ["the run closed", { state: "closed" }, "closed"],
    ["the run called off", { state: "cancelled" }, "cancelled"],
    ["every session called off", { sessions: [session(100, true)] }, "cancelled"],
    ["opens later", { opensAt: hours(1) }, "not_yet"],
    ["opens this very moment", { opensAt: now }, "open"],
    ["closes this very moment", { closesAt: now }, "closed"],
    ["closes in an hour", { closesAt: hours(1) }, "open"],
    ["began this very moment", { sessions: [session(0)] }, "closed"],
    ["the second of two is still to come", { sessions: [session(-50), session(50)] }, "closed"],
    ["only a cancelled session lies before", { sessions: [session(-1, true), session(50)] }, "open"],
    ["everything lies behind", { sessions: [session(-50)] }, "over"],
    ["ended this very moment", { sessions: [session(-2)] }, "over"],
    ["called off and its date passed", { state: "cancelled", sessions: [session(-50, true)] }, "over"],
    ["no date at all, as a video", { sessions: [] }, "open"],
  ])("%s", (_, given, expected) => {
    const standing = standingOf(run(given), now);
    expect(standing.availability).toBe(expected);
    expect(takesPeople(standing)).toBe(expected === "open" || expected === "full");
  });

  it("counts the places left, never below nothing, and none where there is no limit", () => {
    expect(standingOf(run(), now).left).toBe(7);
    expect(standingOf(run({ pool: { capacity: 3, taken: 5 } }), now).left).toBe(0);
    expect(standingOf(run({ pool: { capacity: null, taken: 5 } }), now).left).toBeNull();
  });

  it("knows when time alone changes the answer next", () => {
    expect(nextChange(run({ opensAt: hours(-1), closesAt: hours(5) }), now)).toEqual(hours(5));
    expect(nextChange(run({ sessions: [session(-1)] }), now)).toEqual(hours(1));
    expect(nextChange(run({ sessions: [session(-50)] }), now)).toBeNull();
  });
});
