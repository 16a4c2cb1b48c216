import fc from "fast-check";
import { expect, test } from "vitest";
import { textDifference } from "./text-difference";

test("what stayed, what is new and what is gone are told apart word by word", () => {
  expect(
    textDifference("#{이름}님, 내일 뵐게요.\n#{내신청}", "#{이름}님, 모레 꼭 뵐게요.\n#{내신청}"),
  ).toEqual([
    { kind: "same", text: "#{이름}님, " },
    { kind: "removed", text: "내일" },
    { kind: "added", text: "모레" },
    { kind: "same", text: " " },
    { kind: "added", text: "꼭 " },
    { kind: "same", text: "뵐게요.\n#{내신청}" },
  ]);
  expect(textDifference("", "가")).toEqual([{ kind: "added", text: "가" }]);
  expect(textDifference("가\r\n나", "가\n나")).toEqual([{ kind: "same", text: "가\n나" }]);
});

test("the parts are the two texts, whatever they are", () => {
  const words = fc.array(fc.constantFrom("가", "나", " ", "\n", "#{이름}", "#"), { maxLength: 40 });
  fc.assert(
    fc.property(words, words, (one, other) => {
      const [before, after] = [one.join(""), other.join("")];
      const parts = textDifference(before, after);
      const without = (kind: string) =>
        parts
          .filter((part) => part.kind !== kind)
          .map(({ text }) => text)
          .join("");
      expect(without("added")).toBe(before);
      expect(without("removed")).toBe(after);
    }),
    { numRuns: 500 },
  );
});
