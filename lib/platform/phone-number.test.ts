import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatPhone, lastFour, maskPhone } from "./formats/phone-format";
import { readPhone } from "./phone-number";

const read = (text: string) => readPhone(text, { country: "KR" });

describe("row 46: the ways people write a mobile number", () => {
  test.each([
    "010 1234 5678",
    "010-1234-5678",
    "010.1234.5678",
    "  010-1234-5678 ",
    "01012345678",
    "０１０-1234-5678",
    "０１０－１２３４－５６７８",
    "010–1234–5678",
    "1012345678",
    "+82 010 1234 5678",
    "+82 10-1234-5678",
    "821012345678",
    "(010) 1234-5678",
  ])("%s", (text) => expect(read(text)).toEqual({ kind: "mobile", e164: "+821012345678", country: "KR" }));
});

describe("row 47: 0082", () => {
  test.each(["0082 10 1234 5678", "00821012345678", "0082-010-1234-5678", "00 82 10 1234 5678"])(
    "%s",
    (text) => expect(read(text)).toEqual({ kind: "mobile", e164: "+821012345678", country: "KR" }),
  );
});

describe("row 48: refused", () => {
  test.each([
    ["010-123-4567", "wrong_length"],
    ["010-2345-678", "wrong_length"],
    ["010-12345-6789", "wrong_length"],
    ["010-0000-0000", "not_in_use"],
    ["015-1234-5678", "not_in_use"],
    ["abc", "not_a_number"],
    ["", "empty"],
    ["   ", "empty"],
    ["010-1234-5678 / 010-2222-3333", "not_a_number"],
    ["1".repeat(41), "too_long"],
    ["1.0123E+09", "not_a_number"],
  ])("%s", (text, reason) => expect(read(text)).toEqual({ kind: "refused", reason }));
});

describe("row 49: numbers that ring but get no texts", () => {
  test.each([
    ["02-1234-5678", "landline", "+82212345678"],
    ["02-555-1234", "landline", "+8225551234"],
    ["1588-1234", "landline", "+8215881234"],
    ["070-1234-5678", "landline", "+827012345678"],
    ["0507-1234-5678", "other", "+8250712345678"],
    ["080-123-4567", "other", "+82801234567"],
  ])("%s", (text, kind, e164) => expect(read(text)).toEqual({ kind, e164, country: "KR" }));
});

test("row 50: an old 011 number is taken, with a warning", () => {
  expect(read("011-234-5678")).toEqual({ kind: "mobile", e164: "+82112345678", country: "KR", legacy: true });
});

test("numbers of other countries", () => {
  expect(read("+1 212 555 1234")).toEqual({ kind: "mobile", e164: "+12125551234", country: "US" });
  expect(readPhone("(212) 555-1234", { country: "US" })).toMatchObject({
    kind: "mobile",
    e164: "+12125551234",
  });
  expect(read("+1 000 555 1234")).toMatchObject({ kind: "refused" });
});

test("shown, masked and shortened", () => {
  expect(formatPhone("+821012345678")).toBe("010-1234-5678");
  expect(formatPhone("+82112345678")).toBe("011-234-5678");
  expect(formatPhone("+82212345678")).toBe("02-1234-5678");
  expect(formatPhone("+82311234567")).toBe("031-123-4567");
  expect(formatPhone("+8215881234")).toBe("1588-1234");
  expect(formatPhone("+8250712345678")).toBe("0507-1234-5678");
  expect(formatPhone("+82801234567")).toBe("080-123-4567");
  expect(formatPhone("+12125551234")).toBe("+1 212-555-1234");
  expect(formatPhone("+4479460000000")).toBe("+4479460000000");
  expect(maskPhone("+821012345678")).toBe("010-••••-5678");
  expect(maskPhone("+12125551234")).toBe("+1 •••-•••-1234");
  expect(lastFour("+821012345678")).toBe("5678");
});

test("any text is answered, and what was read reads the same again", () => {
  const telephoneLike = fc.string({ unit: fc.constantFrom(..."0123456789+-. ()０８２"), maxLength: 30 });
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: "binary", maxLength: 80 }), telephoneLike), (text) => {
      const reading = read(text);
      if (reading.kind === "refused") return;
      expect(read(reading.e164)).toEqual(reading);
      expect(maskPhone(reading.e164)).toContain("•");
      expect(read(formatPhone(reading.e164))).toEqual(reading);
    }),
    { numRuns: 10_000 },
  );
});
