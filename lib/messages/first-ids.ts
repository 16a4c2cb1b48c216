import type { Tx } from "@/lib/platform/tenancy";

/** A message is sent again by rule once, by people a few times; nobody follows a longer row. */
const resendsAtMost = 10;

/**
 * The id under which the first of a row of resends left, by the mail that goes now. A mail that may have arrived already keeps
 * it, and with it its Message-ID, by which mail programs know the two for one. Texts leave under an id of their own, because
 * by it they are found again.
 */
export async function firstIds(
  tx: Tx,
  mails: readonly { id: string; resendOfId: string | null }[],
): Promise<Map<string, string>> {
  const again = mails.filter(({ resendOfId }) => resendOfId !== null);
  if (again.length === 0) return new Map();
  const rows = await tx.db.$queryRaw<{ id: string; first: string | null }[]>`
    WITH RECURSIVE row_of_resends AS (
      SELECT id, resend_of_id AS before, NULL::uuid AS callback_id, 0 AS depth FROM message
      WHERE tenant_id = ${tx.tenantId}::uuid AND id = ANY(${again.map(({ id }) => id)}::uuid[])
      UNION ALL
      SELECT r.id, m.resend_of_id, m.callback_id, r.depth + 1 FROM row_of_resends r
      JOIN message m ON m.tenant_id = ${tx.tenantId}::uuid AND m.id = r.before
      WHERE r.depth < ${resendsAtMost})
    SELECT DISTINCT ON (id) id::text, callback_id::text AS first FROM row_of_resends
    WHERE callback_id IS NOT NULL ORDER BY id, depth DESC`;
  return new Map(rows.flatMap(({ id, first }) => (first ? [[id, first]] : [])));
}
