import fc from "fast-check";
import { expect, test } from "vitest";
import { answerReaders, answers } from "./testing/drawn-answers";

test.each(answerReaders)("no answer makes us throw: %s", (_name, read) => {
  const drawn = fc.check(
    fc.property(answers, (answer) => void read(answer)),
    { numRuns: 1_000 },
  );
  expect(drawn.failed, JSON.stringify(drawn.counterexample)?.slice(0, 500)).toBe(false);
});
