import { afterAll, beforeAll, expect, it } from "vitest";

import { closeDatabase } from "@/lib/platform/database/pool";
import { answerOnce } from "@/lib/platform/idempotency";
import { closeQueue } from "@/lib/platform/jobs";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { makeTenant, moveClockTo } from "@/lib/platform/testing/tenant";

import { apply } from "./enrollments";
import type { Application } from "./schema";
import { applicationTo, courseWithRun, seatsOf } from "./testing/course-with-run";

beforeAll(() => moveClockTo("2026-11-23T03:00:00Z"));
afterAll(async () => {
  await closeQueue();
  await closeDatabase();
});

/** As the form's action does it: verb and answer in one transaction. */
const submit = (tenant: TenantScope, key: string, input: Application) =>
  inTransaction(tenant, (tx) => answerOnce(tx, { actorKey: "visitor", key, input }, () => apply(tx, input)));

const eventsIn = (tenant: TenantScope) =>
  inTransaction(tenant, ({ db }) => db.event.count({ where: { type: "enrollment.confirmed" } }));

it("answers the same form 100 times alike and acts once (G4)", { timeout: 60_000 }, async () => {
  const tenant = await makeTenant();
  const { runId } = await courseWithRun(tenant, { capacity: 5 });
  const answers = await Promise.all(
    Array.from({ length: 100 }, () => submit(tenant, "the-key-of-this-form", applicationTo(runId, 1))),
  );
  for (const answer of answers) expect(answer).toEqual(answers[0]);
  expect(answers[0]).toMatchObject({ outcome: "made", state: "confirmed" });
  expect(await seatsOf(tenant, runId)).toMatchObject({ taken: 1 });
  expect(await eventsIn(tenant)).toBe(1);
});

it("refuses the same key with other content, and never answers another tenant (G4)", async () => {
  const [ours, theirs] = [await makeTenant(), await makeTenant()];
  const [here, there] = [await courseWithRun(ours), await courseWithRun(theirs)];
  const first = await submit(ours, "the-key-of-this-form", applicationTo(here.runId, 1));
  await expect(submit(ours, "the-key-of-this-form", applicationTo(here.runId, 2))).rejects.toThrow(
    "errors.keyReused",
  );
  const other = await submit(theirs, "the-key-of-this-form", applicationTo(there.runId, 1));
  expect(other.enrollmentId).not.toBe(first.enrollmentId);
  expect(await seatsOf(theirs, there.runId)).toMatchObject({ taken: 1 });
});

it("lets a refused form be sent again under its key", async () => {
  const tenant = await makeTenant();
  const { runId } = await courseWithRun(tenant, { capacity: 1 });
  await apply(tenant, applicationTo(runId, 1));
  await expect(submit(tenant, "the-key-of-this-form", applicationTo(runId, 2))).rejects.toThrow(
    "enrollments.full",
  );
  const waiting = await submit(tenant, "the-key-of-this-form", applicationTo(runId, 2, { waitIfFull: true }));
  expect(waiting.state).toBe("waitlisted");
});

it("control: without the key the repeats are answered otherwise than the first", async () => {
  const tenant = await makeTenant();
  const { runId } = await courseWithRun(tenant);
  const answers = await Promise.all(Array.from({ length: 5 }, () => apply(tenant, applicationTo(runId, 1))));
  expect(answers.map(({ outcome }) => outcome).sort()).toEqual([
    "existing",
    "existing",
    "existing",
    "existing",
    "made",
  ]);
});
