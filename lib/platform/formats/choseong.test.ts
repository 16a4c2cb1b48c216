import fc from "fast-check";
import { expect, test } from "vitest";
import { choseongOf, readSearch, searchText, searchWords } from "./choseong";

const found = (stored: string, typed: string) => {
  const query = readSearch(typed);
  return (query.kind === "choseong" ? choseongOf(stored) : searchText(stored)).includes(query.value);
};

test.each([
  ["홍길동", "ㅎㄱㄷ"],
  ["홍길동", "길동"],
  ["홍길동", "ㄱㄷ"],
  ["Kim 철수", "kim"],
  ["Kim 철수", "ㅊㅅ"],
  ["김가술", "ㄳ"],
  ["까치상회", "ㄲㅊ"],
  ["홍길동", "홍 길동"],
])("row 74: %s is found by %s", (stored, typed) => expect(found(stored, typed)).toBe(true));

test("what was typed", () => {
  expect(readSearch("5678")).toEqual({ kind: "digits", value: "5678" });
  expect(readSearch("010-5678")).toEqual({ kind: "digits", value: "0105678" });
  expect(readSearch("ㅎ ㄱㄷ")).toEqual({ kind: "choseong", value: "ㅎㄱㄷ" });
  expect(readSearch(" - ")).toEqual({ kind: "empty", value: "" });
  expect(choseongOf("Kim 철수 2호점")).toBe("kimㅊㅅ2ㅎㅈ");
  expect(searchText("한글".normalize("NFD"))).toBe("한글");
});

test.each([
  ["  Kim   철수! ", "kim 철수"],
  ["kim ㅊㅅ", "kim ᄎᄉ"],
  ["ㄳ", "ᄀᄉ"],
  ["０１０－１２３４", "0101234"],
  ["hana@naver.com", "hananavercom"],
  ["\u0000 ' OR 1=1 --", "or 11"],
])("the words of %j", (typed, words) => expect(searchWords(typed)).toBe(words));

test("any text is answered", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
      expect(choseongOf(text)).not.toMatch(/[가-힣]/);
      readSearch(text);
    }),
    { numRuns: 10_000 },
  );
});

test("words are letters and digits, whatever was typed", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
      expect(searchWords(text)).toMatch(/^([\p{L}\p{N}]+( [\p{L}\p{N}]+)*)?$/u);
    }),
    { numRuns: 1_000 },
  );
});
