import { expect, test } from "vitest";
import { type CancelRule, cancelDeadline, mayCancel } from "./cancel-deadline";

const zone = "Asia/Seoul";
const kst = (text: string) => new Date(`${text}:00+09:00`);
const noonTwoDaysBefore: CancelRule = { daysBefore: 2, atTime: "12:00", onHoliday: "previous_business_day" };
const deadlineOf = (startsAt: string, rule = noonTwoDaysBefore) =>
  cancelDeadline(rule, { startsAt: kst(startsAt), zone });

test("row 82: a Sunday moves to Friday", () => {
  expect(deadlineOf("2026-11-24T14:00")).toEqual({ at: kst("2026-11-20T12:00"), moved: true, certain: true });
});

test("row 82: a holiday moves past the whole holiday", () => {
  expect(deadlineOf("2026-09-28T14:00").at).toEqual(kst("2026-09-23T12:00"));
  expect(deadlineOf("2026-10-07T14:00").at).toEqual(kst("2026-10-02T12:00"));
});

test("a working day stays, and so does any day under the other rule", () => {
  expect(deadlineOf("2026-11-26T14:00")).toEqual({
    at: kst("2026-11-24T12:00"),
    moved: false,
    certain: true,
  });
  expect(deadlineOf("2026-11-24T14:00", { ...noonTwoDaysBefore, onHoliday: "keep" })).toEqual({
    at: kst("2026-11-22T12:00"),
    moved: false,
    certain: true,
  });
});

test("row 83: a year without data is flagged", () => {
  expect(deadlineOf("2028-02-03T14:00")).toMatchObject({ moved: false, certain: false });
});

test("never after the session begins", () => {
  const sameDayAtNoon: CancelRule = { daysBefore: 0, atTime: "12:00", onHoliday: "keep" };
  expect(deadlineOf("2026-11-24T10:00", sameDayAtNoon).at).toEqual(kst("2026-11-24T10:00"));
});

test("the last moment itself still counts", () => {
  const deadline = deadlineOf("2026-11-26T14:00");
  expect(mayCancel(deadline, kst("2026-11-24T12:00"))).toBe(true);
  expect(mayCancel(deadline, new Date(deadline.at.getTime() + 1))).toBe(false);
});
