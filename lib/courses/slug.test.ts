import { describe, expect, it } from "vitest";
import { reservedCourseWords } from "@/lib/platform/reserved-words";
import { slugFrom, slugProblem } from "./slug";

describe("a course's address", () => {
  it.each([
    ["동네 마케팅", "dongne-maketing"],
    ["Instagram 첫걸음!", "instagram-cheotgeoreum"],
    ["Apply", "course-apply"],
    ["🎉", "course"],
    ["２０２６ 겨울", "2026-gyeoul"],
  ])("is made from the title %s", (title, slug) => {
    expect(slugFrom(title)).toBe(slug);
    expect(slugProblem(slug)).toBeNull();
  });

  it("stays short and whole for a long title", () => {
    const slug = slugFrom("혼자서도 되는 동네 마케팅 첫걸음 공개강의 열두 번째 시간");
    expect(slug.length).toBeLessThanOrEqual(40);
    expect(slugProblem(slug)).toBeNull();
  });

  it("may not be a word that our own pages need", () => {
    for (const word of ["privacy", "share.png", "calendar.ics", "cover", "apply"]) {
      expect(reservedCourseWords.has(word)).toBe(true);
      expect(slugProblem(word)).toBe("reserved");
    }
  });

  it.each([
    ["", "empty"],
    ["마케팅", "shape"],
    ["a b", "shape"],
    ["-a", "shape"],
    ["a--b", "shape"],
    ["a/b", "shape"],
    ["a".repeat(61), "long"],
  ])("may not be %j", (slug, problem) => {
    expect(slugProblem(slug)).toBe(problem);
  });
});
