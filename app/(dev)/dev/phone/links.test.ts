import { expect, test } from "vitest";
import { textWithLinks } from "./links";

const links = (text: string) => textWithLinks(text).flatMap((part) => (part.isLink ? part.text : []));

test.each([
  ["내일 뵐게요", []],
  ["지도: https://a.kr/m?x=1&y=2#z", ["https://a.kr/m?x=1&y=2#z"]],
  ["(https://a.kr/x). 끝", ["https://a.kr/x"]],
  ["https://a.kr/x에서 http://b.kr/y!", ["https://a.kr/x", "http://b.kr/y"]],
  ["javascript:alert(1) ftp://a.kr", []],
])("%s", (text, expected) => {
  expect(links(text)).toEqual(expected);
  expect(
    textWithLinks(text)
      .map((part) => part.text)
      .join(""),
  ).toBe(text);
});
