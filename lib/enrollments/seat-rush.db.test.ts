import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";

import { recogniseAndLock } from "@/lib/customers/recognise";
import { closeDatabase } from "@/lib/platform/database/pool";
import { closeQueue } from "@/lib/platform/jobs";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { moveClockTo } from "@/lib/platform/testing/tenant";

import { apply, newEnrollment } from "./enrollments";
import { hasPlaces } from "./seats";
import { applicationTo } from "./testing/course-with-run";
import { seatRush } from "./testing/seat-rush";

const connections = 48;

beforeAll(async () => {
  process.env["DATABASE_POOL_SIZE"] = String(connections);
  await moveClockTo("2026-11-23T03:00:00Z");
});
afterAll(async () => {
  await closeQueue();
  await closeDatabase();
});

/** The full size (10,000 attempts) is seat-rush.long.test.ts. */
it("gives each last place to exactly one of 50 (G1, 20 runs)", { timeout: 120_000 }, async () => {
  const result = await seatRush({ runs: 20, applicantsEach: 50, connections }, (tenant, runId, person) =>
    apply(tenant, applicationTo(runId, person)),
  );
  expect(result).toEqual({ accepted: 20, full: 980, other: [], oversold: 0, miscounted: 0 });
});

/** Looks first and then writes, as code without a conditional update would. */
async function applyByCounting(tenant: TenantScope, runId: string, person: number): Promise<void> {
  await inTransaction(tenant, async (tx) => {
    const pool = await tx.db.seatPool.findFirstOrThrow({ where: { runId } });
    if (!hasPlaces(pool, 1)) throw new Refusal("conflict", "enrollments.full");
    const phone = { e164: `+8210${String(person).padStart(8, "0")}`, canReceiveTexts: true, legacy: false };
    const customer = await recogniseAndLock(tx, { name: "김영희", phone });
    const given = {
      customerId: customer.id,
      places: 1,
      state: "confirmed",
      origin: "web",
      referrer: null,
    } as const;
    await newEnrollment(tx, { id: runId, poolId: pool.id }, given);
    await tx.db.seatPool.updateMany({ where: { id: pool.id }, data: { taken: { increment: 1 } } });
  });
}

it("control: without the conditional update and the CHECK the same rush oversells", {
  timeout: 120_000,
}, async () => {
  const owner = new pg.Client({ connectionString: process.env["DATABASE_URL"] });
  await owner.connect();
  await owner.query('ALTER TABLE "seat_pool" DROP CONSTRAINT "seat_pool_taken"');
  await owner.end();
  const result = await seatRush({ runs: 10, applicantsEach: 50, connections }, applyByCounting);
  expect(result.oversold).toBeGreaterThan(0);
});
