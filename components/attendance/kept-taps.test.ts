import { describe, expect, it } from "vitest";

import { readTaps, type Tap, withoutTap, withTap, withTaps, writeTaps } from "./kept-taps";

const came: Tap = { enrollmentId: "a", state: "attended" };
const undone: Tap = { enrollmentId: "a", state: "unmarked" };
const other: Tap = { enrollmentId: "b", state: "late" };

function memory() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

describe("taps that wait for the network", () => {
  it("keeps the latest of each person, in the order of tapping", () => {
    expect([came, other, undone].reduce(withTap, [] as Tap[])).toEqual([other, undone]);
  });

  it("does not take out a tap that was made while the earlier one was on its way", () => {
    expect(withoutTap([undone], came)).toEqual([undone]);
    expect(withoutTap([came, other], came)).toEqual([other]);
  });

  it("survives a reload, and reads nothing from what is not ours", () => {
    const store = memory();
    writeTaps(store, "door", [came, other]);
    expect(readTaps(store, "door")).toEqual([came, other]);
    writeTaps(store, "door", []);
    expect(store.getItem("door")).toBeNull();
    for (const foreign of ["{", "null", "7", '[{"enrollmentId":"a","state":"gone"},null,{"state":"late"}]']) {
      store.setItem("door", foreign);
      expect(readTaps(store, "door")).toEqual([]);
    }
  });

  it("goes on without storage", () => {
    const refusing = {
      getItem: () => {
        throw new Error("denied");
      },
      setItem: () => {
        throw new Error("full");
      },
      removeItem: () => {},
    };
    expect(readTaps(refusing, "door")).toEqual([]);
    expect(() => writeTaps(refusing, "door", [came])).not.toThrow();
  });

  it("shows the roster as it will be, and leaves the others alone", () => {
    const at = new Date("2026-12-05T05:00:00Z");
    const person = (enrollmentId: string, state: "unmarked" | "attended") => ({
      enrollmentId,
      attendance: { state, markedAt: state === "attended" ? at : null, markedBy: null },
    });
    const people = [person("a", "attended"), person("b", "unmarked"), person("c", "attended")];
    const shown = withTaps(people, [came, other]);
    expect(shown[0]).toBe(people[0]);
    expect(shown[1]?.attendance.state).toBe("late");
    expect(shown[2]).toBe(people[2]);
  });
});
