import { expect, test } from "vitest";
import { excerptOf } from "./excerpt";

const long = `${"가나다라 ".repeat(20)}주차 자리가 필요 ${"마바사아 ".repeat(20)}`;

test.each([
  ["짧은 메모", ["메모"], "짧은 메모"],
  ["두 줄\n메모", ["메모"], "두 줄 메모"],
  ["찾은 낱말이 나뉘어 있어요", ["낱말이나"], "찾은 낱말이 나뉘어 있어요"],
  ["", ["x"], ""],
])("%j by %j", (text, words, excerpt) => expect(excerptOf(text, words)).toBe(excerpt));

test("a long text is cut around what was looked for", () => {
  const excerpt = excerptOf(long, ["주차", "필요"]);
  expect(excerpt).toMatch(/^… .*주차 자리가 필요.* …$/u);
  expect(excerpt.length).toBeLessThan(70);
});
