import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";

/**
 * Lets the rest of this transaction meet customers who were merged away. Everybody else's queries do not: the policy on
 * `customer` hides them (migration 20261126000300_merges). For merging and parting, and for
 * what is shown, kept and destroyed of a person (lib/privacy).
 */
export async function seeMergedAway(tx: Tx): Promise<void> {
  await tx.db.$queryRaw`SELECT set_config('app.merged_away', 'seen', true)`;
}

/** The customer that somebody merged away became, over all merges that stand; their own id when they were not. */
export async function survivorOf(tenant: TenantScope, customerId: string): Promise<string> {
  return inTransaction(tenant, async (tx) => {
    for (let id = customerId; ; ) {
      const merge = await tx.db.customerMerge.findFirst({
        where: { goneId: id, partedAt: null },
        select: { survivorId: true },
      });
      if (!merge) return id;
      id = merge.survivorId;
    }
  });
}

/** A customer and everybody who was merged into them: under whose names their events and words to the ledger stand. */
export async function historiesOf(tx: Tx, customerId: string): Promise<string[]> {
  const ids = [customerId];
  for (let newest = ids; newest.length > 0; ) {
    const merges = await tx.db.customerMerge.findMany({
      where: { survivorId: { in: newest }, partedAt: null },
      select: { goneId: true },
    });
    newest = merges.map(({ goneId }) => goneId);
    ids.push(...newest);
  }
  return ids;
}
