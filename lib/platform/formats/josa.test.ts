import fc from "fast-check";
import { expect, test } from "vitest";
import { isJosa, withJosa } from "./josa";

test.each([
  ["홍길동", "은/는", "홍길동은"],
  ["김영희", "은/는", "김영희는"],
  ["서울", "으로/로", "서울로"],
  ["부산", "으로/로", "부산으로"],
  ["스마트스토어", "을/를", "스마트스토어를"],
  ["3", "이/가", "3이"],
  ["7", "으로/로", "7로"],
  ["6", "으로/로", "6으로"],
  ["2026", "은/는", "2026은"],
  ["10", "으로/로", "10으로"],
  ["1000000000000", "이/가", "1000000000000가"],
  ["Kim", "이/가", "Kim이(가)"],
  ["Kim", "으로/로", "Kim(으)로"],
  ["「블로그 실습」", "을/를", "「블로그 실습」을"],
  ["홍길동(대표)", "이/가", "홍길동(대표)가"],
  ["30%", "을/를", "30%를"],
  ["홍길동", "는/은", "홍길동은"],
  ["민수", "아/야", "민수야"],
  ["😀", "은/는", "😀은(는)"],
  ["", "은/는", ""],
])("row 73: %s + %s", (word, pair, expected) => expect(withJosa(word, pair)).toBe(expected));

test("only real particles", () => {
  expect(isJosa("은/는")).toBe(true);
  expect(isJosa("은")).toBe(false);
  expect(() => withJosa("홍길동", "은/을")).toThrow(RangeError);
});

test("any word gets a particle, and keeps its own letters", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 100 }), (word) => {
      const said = withJosa(word, "은/는");
      return word === "" ? said === "" : said.startsWith(word) && said.length > word.length;
    }),
    { numRuns: 10_000 },
  );
});
