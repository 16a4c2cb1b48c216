import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { brandColors, contrast, READABLE } from "./brand-color";

const paper = "#fbf8f3";
const night = "#171512";
const anyColor = fc
  .tuple(fc.nat(255), fc.nat(255), fc.nat(255))
  .map((channels) => `#${channels.map((value) => value.toString(16).padStart(2, "0")).join("")}`);

describe("a tenant's brand colour", () => {
  test("is readable as text, on its soft ground and under the text of a button, whatever it was", () => {
    fc.assert(
      fc.property(anyColor, (brand) => {
        const colors = brandColors(brand);
        for (const [theme, ground] of [
          ["light", paper],
          ["dark", night],
        ] as const) {
          const { accent, accentInk, accentSoft, cover, coverInk } = colors?.[theme] ?? expect.fail();
          expect(contrast(accent, ground)).toBeGreaterThanOrEqual(READABLE);
          expect(contrast(accent, accentSoft)).toBeGreaterThanOrEqual(READABLE);
          expect(contrast(accent, accentInk)).toBeGreaterThanOrEqual(READABLE);
          expect(contrast(cover, coverInk)).toBeGreaterThanOrEqual(7);
        }
      }),
      { numRuns: 500 },
    );
  });

  test("needs the correction: as it is, yellow cannot be read on paper", () => {
    expect(contrast("#ffd400", paper)).toBeLessThan(READABLE);
  });

  test("stays as the owner chose it when it can be read already", () => {
    expect(brandColors("#1f5f8b")?.light.accent).toBe("#1f5f8b");
    expect(brandColors("#F08A63")?.dark.accent).toBe("#f08a63");
  });

  test.each([null, "", "red", "#fff", "#12345g", "#123456;}body{display:none"])(
    "is ignored if it is %j",
    (brand) => {
      expect(brandColors(brand)).toBeNull();
    },
  );
});
