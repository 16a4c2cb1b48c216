import { expect, test } from "vitest";
import { businessDay } from "./korean-holidays";

test.each([
  ["2026-11-23", "yes"],
  ["2026-11-22", "no"],
  ["2026-03-02", "no"],
  ["2026-05-01", "no"],
  ["2026-05-25", "no"],
  ["2026-06-03", "no"],
  ["2026-08-17", "no"],
  ["2026-10-05", "no"],
  ["2027-02-09", "no"],
  ["2027-12-27", "no"],
  ["2027-12-28", "yes"],
])("%s: %s", (date, expected) => expect(businessDay(date)).toBe(expected));

test("row 83: a year without data is unknown, not a working day", () => {
  expect(businessDay("2028-01-27")).toBe("unknown");
  expect(businessDay("2028-01-29")).toBe("no");
});

test("days entered at short notice", () => {
  const overrides = { extra: ["2026-10-02"], working: ["2026-06-03"] };
  expect(businessDay("2026-10-02", overrides)).toBe("no");
  expect(businessDay("2026-06-03", overrides)).toBe("yes");
});
