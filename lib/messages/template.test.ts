import fc from "fast-check";
import { expect, test } from "vitest";
import { fill, templateProblems, variablesOf } from "./template";

test("values and particles", () => {
  const template = "#{이름}님, #{과정:이/가} #{시간}에 시작해요. #{이름:은/는} 오세요.";
  expect(fill(template, { 이름: "홍길동", 과정: "블로그 실습", 시간: "오후 2시" })).toEqual({
    text: "홍길동님, 블로그 실습이 오후 2시에 시작해요. 홍길동은 오세요.",
    missing: [],
  });
  expect(variablesOf(template)).toEqual(["이름", "과정", "시간"]);
});

test.each([{}, { 이름: "" }, { 이름: "  " }, { 이름: null }, { 이름: undefined }])(
  "row 68: no name, no text (%j)",
  (values) => expect(fill("#{이름}님, 안녕하세요", values).missing).toEqual(["이름"]),
);

test("row 68: a variable that is not closed never goes out as it is", () => {
  expect(fill("안녕 #{이름 님", { 이름: "홍길동" }).missing).toHaveLength(1);
  expect(fill("안녕 #{}님", { 이름: "홍길동" }).missing).toHaveLength(1);
});

test("names that objects are born with are no values", () => {
  expect(fill("#{constructor} #{toString}", {}).missing).toEqual(["constructor", "toString"]);
});

test("values are not templates", () => {
  expect(fill("#{메모}", { 메모: "#{이름} $& $1" })).toEqual({ text: "#{이름} $& $1", missing: [] });
});

test("what is wrong with a template", () => {
  expect(templateProblems("#{이름}님 #{이름:은/는}", ["이름"])).toEqual([]);
  expect(templateProblems("#{성함}님", ["이름"])).toEqual([{ kind: "unknown_variable", name: "성함" }]);
  expect(templateProblems("#{이름:은/을}", ["이름"])).toEqual([
    { kind: "unknown_particle", particle: "은/을" },
  ]);
  expect(templateProblems("가 #{이름", ["이름"])).toEqual([{ kind: "broken_variable", index: 2 }]);
  expect(fill("#{이름:은/을}", { 이름: "홍길동" }).missing).toEqual(["이름"]);
});

test("any template is filled, and with every value at hand no variable of it is left", () => {
  const near = fc.string({ unit: fc.constantFrom(..."#{}:은/는이름 가\n"), maxLength: 60 });
  fc.assert(
    fc.property(fc.oneof(near, fc.string({ unit: "binary", maxLength: 100 })), (template) => {
      const values = Object.fromEntries(variablesOf(template).map((name) => [name, "값"]));
      const { text, missing } = fill(template, values);
      if (missing.length === 0) expect(text).not.toContain("#{");
      templateProblems(template, ["이름"]);
    }),
    { numRuns: 10_000 },
  );
});
