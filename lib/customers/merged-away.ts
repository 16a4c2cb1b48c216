import { Refusal } from "@/lib/platform/refusal";
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
export const historiesOf = async (tx: Tx, customerId: string): Promise<string[]> =>
  (await histories(tx, customerId)).map(({ id }) => id);

/** The same, for whoever asks about a customer by their address: refuses one who is not there. */
export async function historiesOrRefuse(tx: Tx, customerId: string): Promise<string[]> {
  const found = await histories(tx, customerId);
  if (!found[0]?.there) throw new Refusal("not_found", "errors.not_found");
  return found.map(({ id }) => id);
}

/** The customer first; generation after generation of merges, in one way to the database. */
const histories = (tx: Tx, customerId: string): Promise<{ id: string; there: boolean }[]> =>
  tx.db.$queryRaw`
    WITH RECURSIVE people(id, generation) AS (
      SELECT ${customerId}::uuid, 0
      UNION ALL
      SELECT m.gone_id, p.generation + 1 FROM people p
      JOIN customer_merge m ON m.tenant_id = ${tx.tenantId}::uuid AND m.survivor_id = p.id AND m.parted_at IS NULL)
    SELECT id::text AS id,
      EXISTS (SELECT FROM customer c WHERE c.tenant_id = ${tx.tenantId}::uuid AND c.id = people.id) AS there
    FROM people ORDER BY generation`;
