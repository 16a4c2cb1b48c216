import { Prisma } from "@/lib/platform/database/generated/client";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";

import { matching } from "./matching";
import { type ListQuery, readListAddress } from "./query";

/** A tab says no more than "10,000+": whoever wants to know opens it. */
export const mostCounted = 10_000;

/**
 * How many customers each of these lists shows, by its address; counted up to `mostCounted`, in one statement for all. Lists
 * that search for words are left out: they are counted when they are opened.
 */
export async function tabCounts(
  tenant: TenantScope,
  addresses: readonly string[],
): Promise<Map<string, number>> {
  const lists = [...new Set(addresses)]
    .map((address): [string, ListQuery] => [address, readListAddress(address)])
    .filter(([, { search }]) => search === "");
  if (lists.length === 0) return new Map();
  return inTransaction(tenant, async (tx) => {
    const counts: Prisma.Sql[] = [];
    for (const [place, [, query]] of lists.entries())
      counts.push(Prisma.sql`SELECT ${place}::int AS place, (SELECT count(*)::int FROM (
        SELECT FROM customer c WHERE ${await matching(tx, query)} LIMIT ${mostCounted + 1}) AS fitting) AS count`);
    const rows = await tx.db.$queryRaw<{ place: number; count: number }[]>`
      ${Prisma.join(counts, " UNION ALL ")}`;
    return new Map(rows.map(({ place, count }) => [lists[place]?.[0] ?? "", count]));
  });
}
