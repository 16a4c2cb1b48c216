import fc from "fast-check";
import { expect, test } from "vitest";
import { readName } from "./names";

test.each([
  ["홍길동", "홍길동"],
  [" 홍 길 동 ", "홍길동"],
  ["남궁 한결", "남궁한결"],
  ["홍길동님", "홍길동"],
  ["홍길동 님", "홍길동"],
  ["홍길동씨", "홍길동"],
  ["홍길동 대표님", "홍길동"],
  ["홍길동대표님", "홍길동"],
  ["홍길동 대표", "홍길동"],
  ["Kim Chulsoo", "Kim Chulsoo"],
  ["Kim Chulsoo님", "Kim Chulsoo"],
  ["서은", "서은"],
  ["이슬", "이슬"],
  ["김님", "김님"],
  ["홍길동".normalize("NFD"), "홍길동"],
  ["홍​길동", "홍길동"],
  ["O'Brien", "O'Brien"],
])("%s is stored as %s", (text, name) => expect(readName(text)).toMatchObject({ kind: "name", name }));

test.each([
  ["홍길동 대표님", "대표"],
  ["홍길동대표님", "대표"],
  ["홍길동 대표", "대표"],
  ["홍길동 원장님", "원장"],
  ["홍길동 선생님", "선생님"],
  ["홍길동님", null],
  ["홍길동 씨", null],
  ["홍길동 고객님", null],
  ["홍길동", null],
  ["김님", null],
  ["한대표", null],
])("%s is addressed as %s", (text, title) => expect(readName(text)).toMatchObject({ kind: "name", title }));

test.each([
  ["", "empty"],
  ["\u200b \u3164", "empty"],
  ["가".repeat(41), "too_long"],
  ["대출 http://a.kr", "not_a_name"],
  ["www.a.kr", "not_a_name"],
  ["01012345678", "not_a_name"],
  ["홍 01012345678", "not_a_name"],
  ["#{이름}", "not_a_name"],
  ["!!!", "not_a_name"],
])("%s is refused: %s", (text, reason) => expect(readName(text)).toEqual({ kind: "refused", reason }));

test("any text is answered, and a stored name has no line breaks and stays as it is", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 80 }), (text) => {
      const reading = readName(text);
      if (reading.kind === "refused") return;
      expect(reading.name).not.toMatch(/[\r\n\t]/);
      expect(reading.name.length).toBeGreaterThan(0);
    }),
    { numRuns: 10_000 },
  );
});
