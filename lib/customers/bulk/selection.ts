import { Prisma } from "@/lib/platform/database/generated/client";
import { Refusal } from "@/lib/platform/refusal";
import type { Tx } from "@/lib/platform/tenancy";

import { matching, mostHits } from "../list/matching";
import { readListAddress } from "../list/query";
import { searchCustomers } from "../search";
import type { Selection } from "./schema";

/** All or nothing must end within a transaction's time, on a slow machine too: beyond this a narrower list must be chosen. */
const mostAtOnce = 20_000;

/**
 * The customers that are meant, found now, in the transaction that changes them. For "all" they must be as many as were
 * shown, else the new number is told and nothing happens; of ticked ones those that are still there.
 */
export async function chosenIds(tx: Tx, selection: Selection): Promise<string[]> {
  const where = await chosenWhere(tx, selection);
  const rows = await tx.db.$queryRaw<{ id: string }[]>`
    SELECT c.id FROM customer c WHERE ${where} ORDER BY c.id LIMIT ${mostAtOnce + 1}`;
  if (rows.length > mostAtOnce) throw new Refusal("limit", "customerList.bulk.tooMany", { most: mostAtOnce });
  if (selection.all !== undefined && rows.length !== selection.all)
    throw new Refusal("conflict", "customerList.countChanged", { count: rows.length });
  if (rows.length === 0) throw new Refusal("invalid", "customerList.bulk.nobodyChosen");
  return rows.map(({ id }) => id);
}

/** The same as a condition on `customer c`. */
export async function chosenWhere(tx: Tx, selection: Selection): Promise<Prisma.Sql> {
  if (selection.all !== undefined) {
    const query = readListAddress(selection.query);
    // Of too many hits only the first are known: nobody can mean all of them.
    if (query.search && (await searchCustomers(tx, query.search, { atMost: 1 })).total >= mostHits)
      throw new Refusal("limit", "customerList.bulk.tooManyFound");
    return matching(tx, query);
  }
  return Prisma.sql`c.tenant_id = ${tx.tenantId}::uuid AND c.erased_at IS NULL
    AND c.id = ANY(${selection.ids ?? []}::uuid[])`;
}
