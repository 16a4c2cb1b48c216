import fc from "fast-check";
import { expect, test } from "vitest";
import { hasPlaces, placesLeft } from "./seats";
import {
  attendanceStates,
  came,
  enrollmentStates,
  firstState,
  holdsSeat,
  isOpen,
  mayBecome,
  statesBefore,
} from "./states";

test("the way of an ordinary application", () => {
  const way = ["applied", "awaiting_approval", "awaiting_payment", "confirmed", "completed"] as const;
  for (let i = 1; i < way.length; i += 1)
    expect(mayBecome(way[i - 1] ?? "moved", way[i] ?? "moved")).toBe(true);
});

test("what has ended stays as it is", () => {
  for (const ended of ["completed", "expired", "declined", "cancelled", "moved"] as const) {
    expect(isOpen(ended)).toBe(false);
    for (const next of enrollmentStates) expect(mayBecome(ended, next)).toBe(false);
  }
});

test("every open state can be cancelled, no state leads to itself or back to applied", () => {
  for (const state of enrollmentStates) {
    expect(mayBecome(state, "cancelled")).toBe(isOpen(state));
    expect(mayBecome(state, state)).toBe(false);
    expect(mayBecome(state, "applied")).toBe(false);
  }
});

test("seats are held from the payment on, and by an offer", () => {
  expect(enrollmentStates.filter(holdsSeat)).toEqual([
    "awaiting_payment",
    "confirmed",
    "completed",
    "offered",
  ]);
  expect(statesBefore("completed")).toEqual(["confirmed"]);
});

test("where an application starts", () => {
  expect(firstState({ needsApproval: true, priceKrw: 50_000 })).toBe("awaiting_approval");
  expect(firstState({ needsApproval: false, priceKrw: 50_000 })).toBe("awaiting_payment");
  expect(firstState({ needsApproval: false, priceKrw: 0 })).toBe("confirmed");
});

test("who came", () => {
  expect(attendanceStates.filter(came)).toEqual(["attended", "late", "left_early"]);
});

test("places", () => {
  expect(hasPlaces({ capacity: null, taken: 9_999 }, 5)).toBe(true);
  expect(hasPlaces({ capacity: 10, taken: 9 }, 1)).toBe(true);
  expect(hasPlaces({ capacity: 10, taken: 9 }, 2)).toBe(false);
  expect(placesLeft({ capacity: 10, taken: 11 })).toBe(0);
  expect(placesLeft({ capacity: null, taken: 11 })).toBeNull();
  const counts = fc.nat(1000);
  fc.assert(
    fc.property(
      counts,
      counts,
      fc.integer({ min: 1, max: 20 }),
      (capacity, taken, places) =>
        hasPlaces({ capacity, taken }, places) === (placesLeft({ capacity, taken }) ?? 0) >= places,
    ),
  );
});
