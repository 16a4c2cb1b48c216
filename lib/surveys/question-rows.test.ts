import { describe, expect, it } from "vitest";

import { questionList } from "@/lib/definitions/questions";

import { type QuestionRow, questionRow, questionsFrom, rowsOf } from "./question-rows";

const before = questionList.parse([
  { key: "overall", type: "rating", label: { ko: "어떠셨나요?", en: "How was it?" }, required: true },
  {
    key: "problem",
    type: "choice",
    label: { ko: "고민은요?" },
    options: [
      { key: "ads", label: { ko: "광고", en: "Ads" } },
      { key: "staff", label: { ko: "직원", en: "Staff" } },
    ],
  },
]);

describe("rows of the question editor", () => {
  it("left alone are the same questions", () => {
    const [overall, problem] = questionsFrom(rowsOf(before), before);
    expect(overall).toEqual({ ...before[0], scale: { from: 1, to: 5 } });
    expect(problem).toEqual(before[1]);
  });
  it("go where they are told, and vanish without words", () => {
    const [overall, problem] = rowsOf(before);
    if (!overall || !problem) throw new Error("two rows");
    const moved = questionsFrom([{ ...overall, place: 3 }, problem], before);
    expect(moved.map(({ key }) => key)).toEqual(["problem", "overall"]);
    expect(questionsFrom([{ ...overall, ko: "", en: "" }, problem], before).map(({ key }) => key)).toEqual([
      "problem",
    ]);
  });
  it("keep the keys of options whose words stay, and give new ones keys of their own", () => {
    const [, problem] = rowsOf(before);
    const [changed] = questionsFrom(
      [{ ...(problem as QuestionRow), optionsKo: "직원\n블로그", optionsEn: "Staff\nBlog" }],
      before,
    );
    expect(changed?.options).toEqual([
      { key: "staff", label: { ko: "직원", en: "Staff" } },
      { key: "o1", label: { ko: "블로그", en: "Blog" } },
    ]);
  });
  it("give a new question a key no other has", () => {
    const row = questionRow.parse({ ko: "또 오실래요?", type: "yes_no", place: "9" });
    const questions = questionsFrom([...rowsOf(before), row, row], before);
    expect(questions.map(({ key }) => key)).toEqual(["overall", "problem", "q1", "q2"]);
    expect(questionList.safeParse(questions).success).toBe(true);
  });
});
