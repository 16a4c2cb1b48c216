import fc from "fast-check";
import { expect, test } from "vitest";
import { rareSyllables, replaceUnsupported, unsupportedCharacters } from "./korean-characters";

test.each([
  ["😀", ""],
  ["✅", "√"],
  ["•", "·"],
  ["—", "-"],
  ["–", "-"],
  ["₩", "원"],
  ["é", "e"],
  ["\u00a0", " "],
  ["\u0000", ""],
])("row 56: %j is named with its place and a replacement", (character, replacement) => {
  expect(unsupportedCharacters(`가a${character}나`)).toEqual([{ index: 2, character, replacement }]);
});

test("row 56: nothing turns into a question mark", () => {
  expect(replaceUnsupported("✅ 참가비 ₩30,000 – 카페에서 😀")).toBe("√ 참가비 30,000원 - 카페에서 ");
  expect(replaceUnsupported("정말요?")).toBe("정말요?");
});

test("row 56: one press replaces one character, wherever it stands, and leaves the others", () => {
  expect(replaceUnsupported("₩1,000 — ₩2 –", "₩")).toBe("1,000원 — 2원 –");
  expect(replaceUnsupported("₩1,000 — ₩2 –", "—")).toBe("₩1,000 - ₩2 –");
});

test("row 57: 뷁 is carried, with a warning for old handsets", () => {
  expect(unsupportedCharacters("뷁똠햏")).toEqual([]);
  expect(rareSyllables("가뷁")).toEqual([{ index: 1, character: "뷁" }]);
  expect(rareSyllables("가나다")).toEqual([]);
});

test("symbols that Korean texts use are carried", () => {
  expect(unsupportedCharacters("①★㈜™·…“”’€Ⅲ㎡°～♥☎→▶「」ㆍ￦?~\n")).toEqual([]);
});

test("after replacing, any text can be carried", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 100 }), (text) => {
      expect(unsupportedCharacters(replaceUnsupported(text))).toEqual([]);
      rareSyllables(text);
    }),
    { numRuns: 10_000 },
  );
});
