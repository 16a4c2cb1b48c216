import fc from "fast-check";
import { test } from "vitest";
import { answerReaders, answers } from "./testing/drawn-answers";

/** G35: nothing that a provider answers makes us throw where we promise not to. */
test.each(answerReaders)("100,000 answers: %s", { timeout: 600_000 }, (_name, read) => {
  fc.assert(
    fc.property(answers, (answer) => void read(answer)),
    { numRuns: 100_000 },
  );
});
