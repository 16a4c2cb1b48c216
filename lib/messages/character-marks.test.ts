import { expect, test } from "vitest";
import { characterMarks } from "./character-marks";

test("row 56: each character that would be a question mark is named with its places and a replacement", () => {
  const { marks, replaced } = characterMarks("참가비 ₩30,000 — 카페 ✅ — 😀");
  expect(
    marks.map(({ character, kind, places, replacement }) => [character, kind, places, replacement]),
  ).toEqual([
    ["₩", "unsupported", [5], "원"],
    ["—", "unsupported", [13, 20], "-"],
    ["✅", "unsupported", [18], "√"],
    ["😀", "unsupported", [22], ""],
  ]);
  expect(marks[0]).toMatchObject({
    before: "참가비 ",
    after: "30,000 —",
    replaced: "참가비 30,000원 — 카페 ✅ — 😀",
  });
  expect(replaced).toBe("참가비 30,000원 - 카페 √ - ");
});

test("row 57 warns, row 66 offers a straight quote; a text without faults has no mark", () => {
  expect(characterMarks("뷁").marks).toMatchObject([{ kind: "rare", replacement: null, replaced: null }]);
  expect(characterMarks("It’s today").marks).toMatchObject([
    { kind: "costly", character: "’", places: [3], replaced: "It's today" },
  ]);
  expect(characterMarks("#{이름}님, 내일 뵐게요.").marks).toEqual([]);
});
