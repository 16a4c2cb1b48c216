import { describe, expect, it, test } from "vitest";

import { partedWords, standingOf, strictestOf, type Word } from "./strictest";

const word = (given: boolean, day = "01", basis = "given"): Word => ({
  given,
  basis,
  occurred_at: `2026-11-${day}T00:00:00+00:00`,
});
const [yes, no, claimed] = [word(true), word(false), word(true, "01", "claimed")];

describe("two ledgers of one person", () => {
  it.each([
    ["a refusal over a consent", no, yes, "ours"],
    ["a refusal of the other record over a consent", yes, no, "theirs"],
    ["an older refusal too", word(true, "20"), word(false, "02"), "theirs"],
    ["a refusal over a claim", claimed, no, "theirs"],
    ["a claimed refusal over a consent", yes, word(false, "01", "claimed"), "theirs"],
    ["a consent beside silence", undefined, yes, "theirs"],
    ["one's own consent beside silence", yes, undefined, "ours"],
    ["one's own consent of two", yes, word(true, "20"), "ours"],
    ["a consent over a claim", claimed, word(true, "20"), "theirs"],
    ["a claim that is newer than the consent", word(true, "20", "claimed"), yes, "ours"],
    ["silence", undefined, undefined, "ours"],
    ["what was never said over what was taken back", word(false, "01", "unsaid"), yes, "theirs"],
  ] as const)("%s counts", (_, ours, theirs, expected) => {
    expect(strictestOf(ours, theirs, false)).toBe(expected);
  });

  it("count an address that was stopped as a refusal, where neither wrote one", () => {
    expect(strictestOf(yes, yes, true)).toBe("refused");
    expect(strictestOf(undefined, undefined, true)).toBe("refused");
    expect(strictestOf(no, yes, true)).toBe("ours");
  });

  it("never stand wider than either of them", () => {
    const words = [undefined, yes, no, claimed, word(false, "01", "unsaid"), word(true, "20")];
    for (const ours of words)
      for (const theirs of words)
        for (const refused of [false, true]) {
          const counts = strictestOf(ours, theirs, refused);
          const stands = counts === "refused" ? "withdrawn" : standingOf(counts === "ours" ? ours : theirs);
          const either = [standingOf(ours), standingOf(theirs)];
          if (either.includes("withdrawn") || refused) expect(stands).toBe("withdrawn");
          if (stands === "given") expect(either).toContain("given");
        }
  });
});

test("parting puts back what stood, unless something was said since; a refusal since is both's", () => {
  expect(partedWords({ survivorBefore: yes, since: [] })).toEqual({
    survivor: "before",
    withdrawBoth: false,
  });
  expect(partedWords({ survivorBefore: undefined, since: [yes] })).toEqual({
    survivor: "since",
    withdrawBoth: false,
  });
  expect(partedWords({ survivorBefore: yes, since: [no] })).toEqual({
    survivor: "since",
    withdrawBoth: true,
  });
  expect(partedWords({ survivorBefore: no, since: [yes] })).toEqual({
    survivor: "before",
    withdrawBoth: false,
  });
  expect(partedWords({ survivorBefore: yes, since: [yes, no] })).toEqual({
    survivor: "since",
    withdrawBoth: true,
  });
});
