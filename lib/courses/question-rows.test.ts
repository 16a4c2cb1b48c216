import { describe, expect, it } from "vitest";
import { questionList } from "@/lib/definitions/questions";
import type { QuestionRow } from "./question-row";
import { questionsFrom } from "./question-rows";

const row = (given: Partial<QuestionRow>): QuestionRow => ({
  key: "",
  label: "가게 이름",
  type: "short_text",
  options: "",
  required: false,
  ...given,
});

describe("the owner's questions", () => {
  it("get keys from their words, each its own, and rows without words are dropped", () => {
    const questions = questionsFrom([row({}), row({ label: " " }), row({}), row({ label: "❓" })], [], "ko");
    expect(questions.map(({ key }) => key)).toEqual(["gage_ireum", "gage_ireum_2", "q"]);
    expect(questionList.safeParse(questions).success).toBe(true);
  });

  it("keep key and other language when their words change", () => {
    const before = questionsFrom([row({})], [], "ko").map((one) => ({
      ...one,
      label: { ...one.label, en: "Shop" },
    }));
    const [after] = questionsFrom([row({ key: "gage_ireum", label: "상호" })], before, "ko");
    expect(after).toMatchObject({ key: "gage_ireum", label: { ko: "상호", en: "Shop" } });
  });

  it("keep the keys of options whose words stay", () => {
    const choice = row({ label: "어디서", type: "choice", options: "네이버\n소개\n네이버\n\n" });
    const before = questionsFrom([choice], [], "ko");
    expect(before[0]?.options?.map(({ key }) => key)).toEqual(["neibeo", "sogae"]);
    const [after] = questionsFrom(
      [{ ...choice, key: before[0]?.key ?? "", options: "소개\n전단지" }],
      before,
      "ko",
    );
    expect(after?.options?.map(({ key }) => key)).toEqual(["sogae", "jeondanji"]);
    expect(questionList.safeParse([after]).success).toBe(true);
  });
});
