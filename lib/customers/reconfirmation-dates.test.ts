import { describe, expect, it } from "vitest";

import { confirmBefore, periodEnd } from "./reconfirmation-dates";

const seoul = (day: string, time = "12:00") => new Date(`${day}T${time}:00+09:00`);

describe("before when a consent is confirmed again", () => {
  it("is the same calendar day two years on, in Korea (row 29)", () => {
    expect(confirmBefore(seoul("2026-11-23", "00:10"), null)).toEqual(seoul("2028-11-23", "00:00"));
    expect(confirmBefore(seoul("2026-11-23", "23:50"), null)).toEqual(seoul("2028-11-23", "00:00"));
  });

  it("moves by two years when a confirmation went, early or late in its period (row 30)", () => {
    for (const told of ["2026-11-24", "2028-10-24", "2028-11-22"])
      expect(confirmBefore(seoul("2026-11-23"), seoul(told))).toEqual(seoul("2030-11-23", "00:00"));
    expect(confirmBefore(seoul("2026-11-23"), seoul("2030-10-24"))).toEqual(seoul("2032-11-23", "00:00"));
  });

  it("is not moved by a confirmation of an earlier consent", () => {
    expect(confirmBefore(seoul("2026-11-23"), seoul("2026-10-24"))).toEqual(seoul("2028-11-23", "00:00"));
  });

  it("of the 29th of February is the 28th where there is none", () => {
    expect(confirmBefore(seoul("2028-02-29"), null)).toEqual(seoul("2030-02-28", "00:00"));
    expect(periodEnd(seoul("2028-02-29"), seoul("2031-01-01"))).toEqual(seoul("2032-02-29", "00:00"));
  });
});
