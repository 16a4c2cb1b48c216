import { expect, test } from "vitest";

import { firstRefresh, nextQuestion } from "./questions";

const taken = new Date("2026-11-24T03:00:00Z");
const after = (minutes: number) => new Date(taken.getTime() + minutes * 60_000);
const pauseAt = (callbacks: boolean, minutes: number) => {
  const next = nextQuestion({ callbacks }, taken, after(minutes));
  return next && (next.getTime() - after(minutes).getTime()) / 60_000;
};

test.each([
  [true, 0, 10],
  [true, 10, 10],
  [true, 60, 30],
  [true, 24 * 60, 360],
  [true, 48 * 60, null],
  [false, 0, 1],
  [false, 1, 1],
  [false, 10, 5],
  [false, 24 * 60, 360],
  [false, 48 * 60, null],
])(
  "a provider that calls back (%s) is asked again, %i minutes after it took a message, %s minutes later",
  (calls, at, pause) => expect(pauseAt(calls, at)).toBe(pause),
);

test("who does not call back is asked sooner", () => {
  expect(firstRefresh({ callbacks: false }, taken)).toEqual(after(1));
  expect(firstRefresh({ callbacks: true }, taken)).toEqual(after(10));
});
