import { publicPageChanged } from "@/lib/platform/public-page-changes";
import { Refusal } from "@/lib/platform/refusal";
import type { Tx } from "@/lib/platform/tenancy";

import { placesLeft, type SeatPool } from "./seats";

/** From this number of places down the public page says how many are left (product.md). */
const shownFrom = 5;

/**
 * Takes places or answers false, in one conditional statement: of any number of people only as many succeed as there
 * are places (safety.md rule 11). The pool's row stays locked until the transaction ends.
 */
export async function takePlaces(tx: Tx, poolId: string, places: number): Promise<boolean> {
  const rows = await tx.db.$queryRaw<SeatPool[]>`
    UPDATE seat_pool SET taken = taken + ${places}
    WHERE tenant_id = ${tx.tenantId}::uuid AND id = ${poolId}::uuid
      AND (capacity IS NULL OR taken + ${places} <= capacity)
    RETURNING capacity, taken`;
  const [after] = rows;
  if (!after) return false;
  await tellPublicPages(tx, { ...after, taken: after.taken - places }, after);
  return true;
}

export async function freePlaces(tx: Tx, poolId: string, places: number): Promise<void> {
  const rows = await tx.db.$queryRaw<SeatPool[]>`
    UPDATE seat_pool SET taken = taken - ${places}
    WHERE tenant_id = ${tx.tenantId}::uuid AND id = ${poolId}::uuid
    RETURNING capacity, taken`;
  const [after] = rows;
  if (!after) throw new Error("seats: no such pool");
  await tellPublicPages(tx, { ...after, taken: after.taken + places }, after);
}

/** Everybody who changes an existing enrollment takes the pool first: one order of locks, nobody promoted twice. */
export async function lockPool(tx: Tx, poolId: string): Promise<SeatPool> {
  const rows = await tx.db.$queryRaw<SeatPool[]>`
    SELECT capacity, taken FROM seat_pool
    WHERE tenant_id = ${tx.tenantId}::uuid AND id = ${poolId}::uuid FOR UPDATE`;
  const [pool] = rows;
  if (!pool) throw new Refusal("not_found", "errors.not_found");
  return pool;
}

/** Only a change that visitors can see reaches the cached pages: a notice to all processes has its price. */
async function tellPublicPages(tx: Tx, before: SeatPool, after: SeatPool): Promise<void> {
  const shown = (pool: SeatPool) => Math.min(placesLeft(pool) ?? Number.POSITIVE_INFINITY, shownFrom + 1);
  if (shown(before) !== shown(after)) await publicPageChanged(tx);
}
