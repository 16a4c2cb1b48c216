import { describe, expect, it } from "vitest";

import { question } from "@/lib/definitions/questions";

import { average, recommendScore, spread } from "./figures";

describe("figures of a survey", () => {
  it("rounds an average to one decimal and has none of nothing", () => {
    expect(average([5, 4, 4])).toBe(4.3);
    expect(average([])).toBeNull();
  });
  it("scores a recommendation by those who would and those who would not", () => {
    expect(recommendScore([10, 9, 8, 7, 6, 0])).toBe(0);
    expect(recommendScore([10, 10])).toBe(100);
    expect(recommendScore([3])).toBe(-100);
    expect(recommendScore([])).toBeNull();
  });
  it("counts every possible answer, and those whose option was taken away", () => {
    const problem = question.parse({
      key: "problem",
      type: "multi_choice",
      label: { ko: "고민" },
      options: [
        { key: "ads", label: { ko: "광고" } },
        { key: "staff", label: { ko: "직원" } },
      ],
    });
    expect(spread(problem, [["ads", "staff"], ["ads"], ["blog"]], ({ ko }) => ko)).toEqual([
      { value: "ads", label: "광고", count: 2 },
      { value: "staff", label: "직원", count: 1 },
      { value: "blog", label: "blog", count: 1 },
    ]);
  });
});
