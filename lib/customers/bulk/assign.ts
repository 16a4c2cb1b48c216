import { recordForCustomers } from "@/lib/platform/events";
import type { Tx } from "@/lib/platform/tenancy";

/**
 * Makes a member (null: nobody) responsible for these customers; answers how many were somebody else's. Who it was before
 * stands in the event, for the undo. The version rises, so that an open edit form notices.
 */
export async function assignAll(
  tx: Tx,
  member: { id: string; name: string } | null,
  customerIds: readonly string[],
  more: Record<string, string> = {},
): Promise<number> {
  const rows = await tx.db.$queryRaw<{ id: string; before: string | null }[]>`
    SELECT id, assignee_id AS before FROM customer
    WHERE tenant_id = ${tx.tenantId}::uuid AND id = ANY(${customerIds}::uuid[])
      AND assignee_id IS DISTINCT FROM ${member?.id ?? null}::uuid ORDER BY id FOR UPDATE`;
  const ids = rows.map(({ id }) => id);
  await tx.db.$executeRaw`
    UPDATE customer SET assignee_id = ${member?.id ?? null}::uuid, version = version + 1
    WHERE tenant_id = ${tx.tenantId}::uuid AND id = ANY(${ids}::uuid[])`;
  for (const before of new Set(rows.map((row) => row.before)))
    await recordForCustomers(
      tx,
      "customer.assigned",
      rows.filter((row) => row.before === before).map(({ id }) => id),
      { name: member?.name ?? null, to: member?.id ?? null, before, ...more },
    );
  return ids.length;
}
