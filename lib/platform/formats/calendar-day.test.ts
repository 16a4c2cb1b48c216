import fc from "fast-check";
import { expect, test } from "vitest";
import { dateOfDay, dayOf, formatDay, readDay } from "./calendar-day";

test.each([
  ["1985-03-02", "1985-03-02"],
  ["1985. 3. 2.", "1985-03-02"],
  ["1985.3.2", "1985-03-02"],
  ["1985/03/02", "1985-03-02"],
  ["1985년 3월 2일", "1985-03-02"],
  ["19850302", "1985-03-02"],
  ["１９８５-０３-０２", "1985-03-02"],
  ["2024-02-29", "2024-02-29"],
])("%s is %s", (text, day) => expect(readDay(text)).toBe(day));

test.each([
  "2025-02-29",
  "1985-13-01",
  "1985-00-10",
  "1985-04-31",
  "1899-12-31",
  "0985-01-01",
  "850302",
  "어제",
  "",
])("%s is no day", (text) => expect(readDay(text)).toBeNull());

test("is shown as people say it", () => {
  expect(formatDay("1985-03-02", "ko")).toBe("1985년 3월 2일");
  expect(formatDay("1985-03-02", "en")).toBe("Mar 2, 1985");
});

test("every day that is read is a day of the database and comes back the same", () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date("1900-01-01"), max: new Date("2199-12-31"), noInvalidDate: true }),
      (date) => {
        const day = dayOf(date);
        expect(readDay(day)).toBe(day);
        expect(dayOf(dateOfDay(day))).toBe(day);
      },
    ),
  );
});
