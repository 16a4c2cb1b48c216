import { expect, test } from "vitest";

import { fits } from "./roster-search";

const person = { name: "홍길동", shop: "봉평메밀", lastFour: "5678" };

test.each(["", "길동", "ㅎㄱㄷ", "ㄱㄷ", "봉평", "ㅂㅍㅁㅁ", "5678", "78", " 홍 길동 "])(
  "%j finds the person",
  (typed) => {
    expect(fits(person, typed)).toBe(true);
  },
);

test.each(["김", "ㄱㅎ", "5679", "56", "떡집"])("%j does not", (typed) => {
  expect(fits(person, typed)).toBe(false);
});
