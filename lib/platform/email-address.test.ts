import fc from "fast-check";
import { expect, test } from "vitest";
import { readEmail } from "./email-address";

test.each([
  ["owner@demo.dangol.test", "owner@demo.dangol.test"],
  ["  Owner@Naver.COM ", "owner@naver.com"],
  ["ｋｉｍ＠ｎａｖｅｒ．ｃｏｍ", "kim@naver.com"],
  ["kim.chul-soo+class@mail.co.kr", "kim.chul-soo+class@mail.co.kr"],
  ["a@xn--ob0b15mt5g.kr", "a@xn--ob0b15mt5g.kr"],
])("%s is read", (text, address) => expect(readEmail(text)).toEqual({ kind: "email", address }));

test.each([
  "kim",
  "kim@",
  "@naver.com",
  "kim@naver",
  "kim@@naver.com",
  ".kim@naver.com",
  "k..im@naver.com",
  "kim@-naver.com",
  "kim@naver.com.",
  "kim@naver.1",
  "kim@naver.com, lee@naver.com",
  "kim@naver.com\nBcc: x@y.kr",
  `${"a".repeat(65)}@naver.com`,
])("%s is refused", (text) => expect(readEmail(text).kind).toBe("refused"));

test("empty and over-long say so", () => {
  expect(readEmail(" ")).toEqual({ kind: "refused", reason: "empty" });
  expect(readEmail(`a@${"b".repeat(260)}.kr`)).toEqual({ kind: "refused", reason: "too_long" });
});

test("any text is answered, and an address read once reads the same again", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: "binary", maxLength: 300 }), fc.emailAddress()), (text) => {
      const reading = readEmail(text);
      if (reading.kind === "email") expect(readEmail(reading.address)).toEqual(reading);
    }),
    { numRuns: 10_000 },
  );
});
