import type { SendOutcome } from "@/lib/platform/channels/channel";
import type { Tx } from "@/lib/platform/tenancy";

/** An answer that says nothing about the recipient: the provider, or our account there, does not work at present. */
export const isTrouble = (outcome: SendOutcome | { kind: "not_posted" }): boolean =>
  outcome.kind === "unclear" ||
  outcome.kind === "throttled" ||
  (outcome.kind === "refused" && outcome.class === "config");

/**
 * Counts answers that were no good, by the account that was asked. One good answer ends the count, but it is looked for only when
 * somebody asks (lib/alerts/heartbeat.ts): sending that works costs nothing.
 */
export async function noteTrouble(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.db.$executeRaw`
    INSERT INTO provider_pulse AS p (tenant_id, account_id, trouble_since, troubles)
    SELECT m.tenant_id, m.provider_account_id, ${tx.now}, count(*) FROM message m
    WHERE m.tenant_id = ${tx.tenantId}::uuid AND m.id = ANY(${[...ids]}::uuid[]) AND m.provider_account_id IS NOT NULL
    GROUP BY m.tenant_id, m.provider_account_id
    ON CONFLICT (tenant_id, account_id) DO UPDATE SET troubles = p.troubles + excluded.troubles`;
}
