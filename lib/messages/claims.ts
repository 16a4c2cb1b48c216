import { recordEvent } from "@/lib/platform/events";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";

/** A message that this worker holds, by the token of its claim. */
export interface Claim {
  id: string;
  token: string;
}

/** How long a worker may hold a message before another may take it over. Real database time, never business time. */
export const leaseSeconds = 45;

/** So many workers may die over a message before it is given up: it may be what kills them. */
const claimsAtMost = 5;

/**
 * Takes due messages for this worker: a new token and a lease each, committed before anything leaves the building
 * (safety.md, protocol 2). A row that another worker is taking is skipped, not waited for.
 */
export async function claimMessages(tenant: TenantScope, ids: readonly string[]): Promise<Claim[]> {
  return inTransaction(
    tenant,
    (tx) => tx.db.$queryRaw<Claim[]>`
      UPDATE message SET state = 'claimed', claim_token = gen_random_uuid(), attempts = attempts + 1,
                         lease_until = clock_timestamp() + make_interval(secs => ${leaseSeconds})
      WHERE tenant_id = ${tx.tenantId}::uuid AND id IN (
        SELECT id FROM message WHERE tenant_id = ${tx.tenantId}::uuid AND id = ANY(${[...ids]}::uuid[])
          AND state IN ('planned', 'held') AND coalesce(held_until, due_at) <= business_now()
        FOR UPDATE SKIP LOCKED)
      RETURNING id::text, claim_token::text AS token`,
  );
}

/** Gives back what will not be worked on after all, so that nobody waits for the end of its lease. */
export async function releaseClaims(tenant: TenantScope, claims: readonly Claim[]): Promise<void> {
  await inTransaction(tenant, async (tx) => {
    for (const { id, token } of claims)
      await tx.db.message.updateMany({
        where: { id, state: "claimed", claimToken: token },
        data: { state: "planned", claimToken: null, leaseUntil: null, attempts: { decrement: 1 } },
      });
  });
}

/**
 * What a dead worker left behind: a claim goes back to planned (or is given up, and said so), a submission of which
 * nobody knows the end becomes unclear and is looked for at the provider. The dead worker's token is void from then on,
 * should it wake up. A row that a worker stopped in the middle of a transaction still locks is left to a later round.
 */
export async function rescueMessage(tenant: TenantScope, id: string): Promise<void> {
  await inTransaction(tenant, async (tx) => {
    const [rescued] = await tx.db.$queryRaw<{ state: string; customerId: string }[]>`
      UPDATE message SET
        state = CASE WHEN state = 'submitting' THEN 'unclear' WHEN attempts >= ${claimsAtMost} THEN 'failed' ELSE 'planned' END,
        verdict = CASE WHEN state = 'submitting' THEN 'unclear' WHEN attempts >= ${claimsAtMost} THEN 'fail' ELSE verdict END,
        verdict_reason = CASE WHEN state = 'submitting' THEN 'messages.unclear'
                              WHEN attempts >= ${claimsAtMost} THEN 'messages.gaveUp' ELSE verdict_reason END,
        claim_token = NULL, lease_until = NULL,
        error_detail = CASE state WHEN 'submitting' THEN 'worker stopped while submitting' ELSE error_detail END,
        ended_at = CASE WHEN state = 'claimed' AND attempts >= ${claimsAtMost} THEN business_now() END,
        next_listing_at = CASE state WHEN 'submitting' THEN business_now() + interval '2 minutes' END
      WHERE tenant_id = ${tx.tenantId}::uuid AND id IN (
        SELECT id FROM message WHERE tenant_id = ${tx.tenantId}::uuid AND id = ${id}::uuid
          AND state IN ('claimed', 'submitting') AND lease_until <= clock_timestamp()
        FOR UPDATE SKIP LOCKED)
      RETURNING state, customer_id::text AS "customerId"`;
    if (rescued?.state === "unclear" || rescued?.state === "failed")
      await recordEvent(tx, `message.${rescued.state}`, {
        kind: "message",
        id,
        customerId: rescued.customerId,
      });
  });
}
