import { describe, expect, it } from "vitest";

import { isUnder14 } from "./guardians";

describe("whose guardian is asked", () => {
  it("a child until the day before the fourteenth birthday (row 39)", () => {
    expect(isUnder14("2012-11-24", "2026-11-23")).toBe(true);
    expect(isUnder14("2012-11-23", "2026-11-23")).toBe(false);
    expect(isUnder14("2013-06-01", "2026-11-23")).toBe(true);
    expect(isUnder14("1985-03-02", "2026-11-23")).toBe(false);
  });
});
