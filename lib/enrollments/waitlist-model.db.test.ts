import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";

import { closeDatabase } from "@/lib/platform/database/pool";
import { closeQueue } from "@/lib/platform/jobs";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { makeTenant, moveClockTo } from "@/lib/platform/testing/tenant";

import { approve, decline, putOnWaitlist } from "./approval";
import { cancel } from "./cancellation";
import { changePlaces, move } from "./change";
import { apply } from "./enrollments";
import { type EnrollmentState, holdsSeat } from "./states";
import { applicationTo, courseWithRun } from "./testing/course-with-run";
import { promoteWaiting, resizeRun } from "./waitlist";

beforeAll(() => moveClockTo("2026-11-23T03:00:00Z"));
afterAll(async () => {
  await closeQueue();
  await closeDatabase();
});

type Step = { verb: string; run: number; person: number; size: number };

const step: fc.Arbitrary<Step> = fc.record({
  verb: fc.constantFrom(
    "apply",
    "apply",
    "apply",
    "cancel",
    "approve",
    "decline",
    "wait",
    "move",
    "resize",
    "places",
    "promote",
  ),
  run: fc.integer({ min: 0, max: 1 }),
  person: fc.integer({ min: 1, max: 6 }),
  size: fc.integer({ min: 1, max: 3 }),
});

/** What may be answered besides success; anything else fails the test. */
const expected =
  /^(enrollments\.(full|notPossibleNow|alreadyThere)|courses\.capacity\.belowTaken|errors\.(not_found|conflict))$/;

async function take(tenant: TenantScope, runIds: string[], { verb, run, person, size }: Step): Promise<void> {
  const runId = runIds[run] as string;
  const ids = await inTransaction(tenant, ({ db }) =>
    db.enrollment.findMany({ where: { runId }, orderBy: { id: "desc" }, select: { id: true } }),
  );
  const id = ids[person % Math.max(ids.length, 1)]?.id;
  try {
    if (verb === "apply")
      await apply(tenant, applicationTo(runId, person, { waitIfFull: person % 2 === 0, places: size }));
    else if (verb === "resize") await resizeRun(tenant, { runId, capacity: size + 1, override: false });
    else if (verb === "promote") await promoteWaiting(tenant, runId);
    else if (!id) return;
    else if (verb === "cancel") await cancel(tenant, id, { by: "owner" });
    else if (verb === "approve") await approveRequest(tenant, id);
    else if (verb === "decline") await decline(tenant, id);
    else if (verb === "wait") await putOnWaitlist(tenant, id);
    else if (verb === "move") await move(tenant, id, runIds[1 - run] as string);
    else await changePlaces(tenant, id, size);
  } catch (error) {
    if (!(error instanceof Refusal && expected.test(error.reason))) throw error;
  }
}

/** The owner may let any waiting person in by hand; here only requests are accepted, so that the order can be checked. */
async function approveRequest(tenant: TenantScope, id: string): Promise<void> {
  const request = await inTransaction(tenant, ({ db }) =>
    db.enrollment.findFirst({ where: { id, state: "awaiting_approval" }, select: { id: true } }),
  );
  if (request) await approve(tenant, id);
}

/** Everything that must hold whenever nobody is at work. */
async function wrongs(tenant: TenantScope, runIds: string[], needsApproval: boolean): Promise<string[]> {
  const found: string[] = [];
  for (const runId of runIds) {
    const { pool, people, promoted, resized } = await inTransaction(tenant, async ({ db }) => ({
      pool: await db.seatPool.findFirstOrThrow({ where: { runId } }),
      people: await db.enrollment.findMany({
        where: { runId },
        orderBy: [{ waitlistedAt: "asc" }, { id: "asc" }],
      }),
      promoted: await db.event.findMany({ where: { type: "enrollment.confirmed" } }),
      resized: await db.event.findMany({ where: { type: "enrollment.places_changed" } }),
    }));
    const seated = people.filter(({ state }) => holdsSeat(state as EnrollmentState));
    const held = seated.reduce((sum, { places }) => sum + places, 0);
    if (held !== pool.taken) found.push(`counter ${pool.taken}, held ${held}`);
    if (pool.capacity !== null && held > pool.capacity) found.push(`oversold ${held}/${pool.capacity}`);
    const free = (pool.capacity ?? 0) - pool.taken;
    const waiting = people.filter(({ state }) => state === "waitlisted");
    if (waiting.some(({ places }) => places <= free))
      found.push("a place is free while somebody who fits waits");
    const once = new Set(promoted.map(({ subjectId }) => subjectId));
    if (once.size !== promoted.length) found.push("promoted twice");
    const keptSize = (id: string) => resized.every(({ subjectId }) => subjectId !== id);
    const passed = people.filter(
      ({ id }) =>
        keptSize(id) && promoted.some((event) => event.subjectId === id && hadWaited(event.payload)),
    );
    // An accepted request joins the queue when it is accepted: its id does not tell its place.
    for (const first of needsApproval ? [] : waiting.filter(({ id }) => keptSize(id)))
      for (const later of passed)
        if (first.id < later.id && first.places <= later.places)
          found.push("somebody passed the one before them");
  }
  return found;
}

const hadWaited = (payload: unknown) => (payload as { before?: string }).before === "waitlisted";

it("keeps places, waiting order and promotion right under any interleaving (G2)", {
  timeout: 300_000,
}, async () => {
  const lanes = fc.array(fc.array(step, { minLength: 3, maxLength: 8 }), { minLength: 4, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(lanes, fc.boolean(), async (given, needsApproval) => {
      const tenant = await makeTenant();
      const runs = [];
      for (const _ of [0, 1]) runs.push(await courseWithRun(tenant, { capacity: 2, needsApproval }));
      const runIds = runs.map(({ runId }) => runId);
      await Promise.all(
        given.map(async (lane) => {
          for (const one of lane) await take(tenant, runIds, one);
        }),
      );
      expect(await wrongs(tenant, runIds, needsApproval)).toEqual([]);
    }),
    { numRuns: 25, endOnFailure: true },
  );
});
