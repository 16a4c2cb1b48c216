import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";

import { applicants, failed, runReplay } from "./testing/run-replay";

/** Six answers of the form, one of them twice, and the three that must be refused: every kind of row and of text. */
function tenAnswers(): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), "replay-")), "ten.csv");
  const [head, ...answers] = readFileSync(applicants, "utf8").trim().split("\n");
  const again = answers.filter((answer) => answer.includes("정태양")).slice(1, 2);
  writeFileSync(file, [head, ...answers.slice(0, 6), ...again, ...answers.slice(-3)].join("\n"));
  return file;
}

// The whole file of 67 rows is in replay.long.test.ts.
test("ten answers of the form add up; a false expectation is told and exits 1", async () => {
  const args = [tenAnswers(), "--course", "lecture", "--seats", "4", "--seed", "7"];
  const first = await runReplay(args);
  expect(failed(first.month)).toEqual([]);
  expect(first.status).toBe(0);
  expect(first.month).toMatchObject({
    rows: 10,
    applied: 6,
    duplicates: 1,
    refused: [
      { line: 9, reason: "customers.phone.missingOne" },
      { line: 10, reason: "customers.phone.landline" },
      { line: 11, reason: "customers.name.empty" },
    ],
    waitlisted: 2,
    texts: { confirmed: 4, day_before: 4, same_day: 4, waitlisted: 2 },
    held: 0,
  });
  expect(first.month.checks.length).toBeGreaterThanOrEqual(7);
  const control = await runReplay(args, "scripts/replay/testing/false-expectation.ts");
  expect([control.status, failed(control.month)]).toEqual([1, ["on the waitlist at the time of applying"]]);
  // The same seed gives the same month.
  expect({ ...control.month, checks: [] }).toEqual({ ...first.month, checks: [] });
}, 600_000);
