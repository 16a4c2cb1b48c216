import { expect, test } from "vitest";

import { applicants, failed, runReplay } from "./testing/run-replay";

test("the form's export adds up: 67 rows, 60 applications, 4 recognised, 3 refused, every check holds", async () => {
  const { status, month } = await runReplay([applicants, "--course", "lecture"]);
  expect(failed(month)).toEqual([]);
  expect(status).toBe(0);
  expect(month).toMatchObject({
    rows: 67,
    applied: 60,
    duplicates: 4,
    refused: [
      { line: 66, reason: "customers.phone.missingOne" },
      { line: 67, reason: "customers.phone.landline" },
      { line: 68, reason: "customers.name.empty" },
    ],
    waitlisted: 0,
    attended: 36,
    answered: 18,
    texts: { confirmed: 60, day_before: 60, same_day: 60, thanks: 36, waitlisted: 0, moved: 0, cancelled: 0 },
    held: 0,
  });
  expect(month.invitations).toBeGreaterThan(0);
  expect(month.invitations).toBe(month.texts.invitation);
  expect(month.blocked).toEqual({ NO_CONSENT: 36 - month.invitations });
}, 600_000);

test("with twenty seats forty wait, and the same seed gives the same JSON", async () => {
  const args = [applicants, "--course", "lecture", "--seats", "20", "--seed", "3"];
  const [first, second] = await Promise.all([runReplay(args), runReplay(args)]);
  expect(failed(first.month)).toEqual([]);
  expect(first.status).toBe(0);
  expect(first.month).toMatchObject({
    applied: 60,
    waitlisted: 40,
    attended: 12,
    texts: { confirmed: 20, day_before: 20, same_day: 20, thanks: 12, waitlisted: 40 },
  });
  expect(first.month.invitations).toBeGreaterThan(0);
  expect(second.output).toBe(first.output);
}, 900_000);
