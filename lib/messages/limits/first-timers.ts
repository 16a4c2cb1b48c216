import type { Tx } from "@/lib/platform/tenancy";

/** So long somebody is new. */
const newHours = 24;

interface Addressed {
  message: { customerId: string; enrollmentId: string | null };
  customer: { createdAt: Date };
}

/**
 * People who came in by an application since yesterday and to whom nothing was sent yet: whoever pumps texts through the public
 * form makes nothing but these. Lists that were brought in and people known for longer are not asked about.
 */
export async function firstTimers(tx: Tx, batch: readonly Addressed[]): Promise<Set<string>> {
  const since = new Date(tx.now.getTime() - newHours * 3_600_000);
  const candidates = batch
    .filter(({ message, customer }) => message.enrollmentId !== null && customer.createdAt > since)
    .map(({ message }) => message.customerId);
  if (candidates.length === 0) return new Set();
  const rows = await tx.db.$queryRaw<{ id: string }[]>`
    SELECT c.id::text AS id FROM unnest(${candidates}::uuid[]) c(id)
    WHERE NOT EXISTS (
      SELECT 1 FROM message m
      WHERE m.tenant_id = ${tx.tenantId}::uuid AND m.customer_id = c.id AND m.submitted_at IS NOT NULL)`;
  return new Set(rows.map(({ id }) => id));
}
