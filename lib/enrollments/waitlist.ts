import { changeCapacity } from "@/lib/courses/capacity";
import type { ChangeCapacity } from "@/lib/courses/schema";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import { runOrRefuse } from "./run-to-join";
import type { Enrollment } from "./schema";
import { lockPool } from "./seat-pool";
import { hasPlaces } from "./seats";
import { firstState } from "./states";
import { become } from "./transition";

/**
 * Gives free places to those who wait, in waiting order; a group too large for what is free lets the next one pass
 * until there is room for it. Waiting people are promoted at once, in the transaction that freed the place: a free
 * course confirms them, a priced one asks for the payment. Nobody is promoted once the first session has begun.
 */
export async function promoteWaiting(tenant: TenantScope, runId: string): Promise<number> {
  return inTransaction(tenant, async (tx) => {
    const run = await runOrRefuse(tx, runId);
    const { availability } = run.standing;
    const begun = run.sessions.some((session) => !session.cancelledAt && session.startsAt <= tx.now);
    if (begun || availability === "over" || availability === "cancelled") return 0;
    const pool = await lockPool(tx, run.poolId);
    let promoted = 0;
    for (const waiting of await waitingOrder(tx, run.poolId)) {
      if (!hasPlaces(pool, waiting.places)) continue;
      await become(tx, waiting, firstState({ needsApproval: false, priceKrw: run.priceWon }));
      pool.taken += waiting.places;
      promoted += 1;
    }
    return promoted;
  });
}

/** Changes the number of places and lets waiting people in, in one step. */
export async function resizeRun(tenant: TenantScope, given: ChangeCapacity): Promise<void> {
  return inTransaction(tenant, async (tx) => {
    await changeCapacity(tx, given);
    await promoteWaiting(tx, given.runId);
  });
}

async function waitingOrder(tx: Tx, poolId: string): Promise<Enrollment[]> {
  const rows = await tx.db.enrollment.findMany({
    where: { poolId, state: "waitlisted" },
    orderBy: [{ waitlistedAt: "asc" }, { id: "asc" }],
    select: {
      id: true,
      runId: true,
      poolId: true,
      customerId: true,
      state: true,
      places: true,
      version: true,
    },
  });
  return rows as Enrollment[];
}
