import fc from "fast-check";
import { expect, test } from "vitest";
import { formatMoney, formatMoneyInText, formatPrice, readMoney } from "./money";

test("row 78: 1234000 on the screen and in a text", () => {
  expect(formatMoney(1_234_000, "ko")).toBe("1,234,000원");
  expect(formatMoney(1_234_000, "en")).toBe("₩1,234,000");
  expect(formatMoneyInText(1_234_000, "ko")).toBe("1,234,000원");
  expect(formatMoneyInText(1_234_000, "en")).not.toContain("₩");
  expect(formatMoney(-5_000, "en")).toBe("-₩5,000");
  expect(formatPrice(0, "ko")).toBe("무료");
  expect(() => formatMoney(0.5, "ko")).toThrow(RangeError);
});

test.each([
  ["1,234,000원", 1_234_000],
  ["₩ 30000", 30_000],
  ["30만원", 300_000],
  ["30만", 300_000],
  ["1.5만원", 15_000],
  ["1만 5천원", 15_000],
  ["5천원", 5_000],
  ["３００００", 30_000],
  ["무료", 0],
  ["0", 0],
])("%s is an amount", (text, krw) => expect(readMoney(text)).toBe(krw));

test.each(["", "원", "-5000", "삼만원", "1e9", "12.5", "만원", "9".repeat(14), "1".repeat(100)])(
  "%s is none",
  (text) => expect(readMoney(text)).toBeNull(),
);

test("what is shown can be typed again; any text is answered", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e12 }), (krw) => readMoney(formatMoney(krw, "ko")) === krw),
  );
  const amountLike = fc.string({ unit: fc.constantFrom(..."0123456789만천원,.₩ "), maxLength: 70 });
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: "binary", maxLength: 80 }), amountLike), (text) => {
      const krw = readMoney(text);
      return krw === null || (Number.isSafeInteger(krw) && krw >= 0);
    }),
    { numRuns: 10_000 },
  );
});
