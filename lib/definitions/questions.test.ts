import { describe, expect, it } from "vitest";

import { question, questionList, readAnswer, wordsIn } from "./questions";

const rating = question.parse({ key: "overall", type: "rating", label: { ko: "어땠나요?" }, required: true });
const trade = question.parse({
  key: "trade",
  type: "multi_choice",
  label: { ko: "업종" },
  options: [
    { key: "cafe", label: { ko: "카페" } },
    { key: "flower", label: { ko: "꽃집" } },
  ],
});

describe("reading an answer", () => {
  it("takes a rating inside its scale only", () => {
    expect(readAnswer(rating, ["5"])).toEqual({ kind: "answer", value: 5 });
    expect(readAnswer(rating, ["6"])).toEqual({ kind: "refused", reason: "definitions.notAnOption" });
    expect(readAnswer(rating, ["오"])).toEqual({ kind: "refused", reason: "definitions.notANumber" });
  });
  it("asks again for what is required and lets the rest be empty", () => {
    expect(readAnswer(rating, ["  "])).toEqual({ kind: "refused", reason: "definitions.required" });
    expect(readAnswer(trade, [])).toEqual({ kind: "empty" });
  });
  it("knows its own options only", () => {
    expect(readAnswer(trade, ["cafe", "flower", "cafe"])).toEqual({
      kind: "answer",
      value: ["cafe", "flower"],
    });
    expect(readAnswer(trade, ["cafe", "bank"])).toEqual({
      kind: "refused",
      reason: "definitions.notAnOption",
    });
  });
});

describe("a list of questions", () => {
  it("refuses the same key twice and a choice without options", () => {
    expect(questionList.safeParse([rating, rating]).success).toBe(false);
    expect(questionList.safeParse([{ ...trade, options: [] }]).success).toBe(false);
    expect(questionList.safeParse([rating, trade]).success).toBe(true);
  });
  it("shows the other language where one is missing", () => {
    expect(wordsIn({ ko: "", en: "Trade" }, "ko")).toBe("Trade");
  });
});
