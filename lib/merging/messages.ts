import { reconfirmationPurpose } from "@/lib/customers/reconfirmations";
import { Prisma } from "@/lib/platform/database/generated/client";
import type { Tx } from "@/lib/platform/tenancy";

import { entriesOf, giveBack, type Ledger, type Row } from "./ledger";

/** Message key of why a planned message of one of the two does not go. */
export const stoppedByMerge = "merging.stopped";

/**
 * Messages still to come that would say the same thing twice to one person: everything of an enrollment that ends in the other
 * one's, a confirmation of consents of which the survivor has one, and a step for a run of which the other record has the same step, planned or gone. What left is never planned again, and
 * of two that are planned the survivor's goes.
 */
async function repeated(
  tx: Tx,
  survivorId: string,
  goneId: string,
  endedIds: readonly string[],
): Promise<Row[]> {
  const coming = Prisma.sql`('planned', 'held', 'claimed')`;
  const rows = await tx.db.$queryRaw<{ row: Row }[]>`
    SELECT jsonb_build_object('id', m.id, 'state', m.state, 'verdict', m.verdict, 'verdict_reason', m.verdict_reason,
      'ended_at', m.ended_at, 'claim_token', NULL, 'lease_until', NULL) AS row
    FROM message m WHERE m.tenant_id = ${tx.tenantId}::uuid AND m.customer_id IN (${survivorId}::uuid, ${goneId}::uuid)
      AND m.state IN ${coming} AND (m.enrollment_id = ANY(${[...endedIds]}::uuid[]) OR EXISTS (
        SELECT FROM message o WHERE o.tenant_id = m.tenant_id AND o.customer_id = ${survivorId}::uuid AND m.customer_id = ${goneId}::uuid
          AND o.purpose = m.purpose AND o.purpose = ${reconfirmationPurpose} AND o.state IN ${coming}) OR EXISTS (
        SELECT FROM message o
        JOIN enrollment oe ON oe.tenant_id = o.tenant_id AND oe.id = o.enrollment_id
        JOIN enrollment me ON me.tenant_id = m.tenant_id AND me.id = m.enrollment_id
        WHERE o.tenant_id = m.tenant_id AND o.customer_id IN (${survivorId}::uuid, ${goneId}::uuid) AND o.customer_id <> m.customer_id
          AND oe.run_id = me.run_id AND o.purpose = m.purpose AND o.step = m.step AND o.schedule_version = m.schedule_version
          AND (o.state IN ('submitting', 'accepted', 'sent', 'delivered', 'unclear')
            OR (o.state IN ${coming} AND m.customer_id = ${goneId}::uuid AND NOT o.enrollment_id = ANY(${[...endedIds]}::uuid[])))))
    ORDER BY m.id FOR UPDATE OF m`;
  return rows.map(({ row }) => row);
}

export const countRepeated = async (
  tx: Tx,
  survivorId: string,
  goneId: string,
  endedIds: readonly string[],
) => (await repeated(tx, survivorId, goneId, endedIds)).length;

/** All messages change hands, and what would be said twice is stopped, with the reason. */
export async function joinMessages(
  tx: Tx,
  ledger: Ledger,
  survivorId: string,
  goneId: string,
  endedIds: readonly string[],
): Promise<void> {
  for (const row of await repeated(tx, survivorId, goneId, endedIds))
    await ledger.change("message", row, {
      state: "cancelled",
      verdict: "cancel",
      verdict_reason: stoppedByMerge,
      ended_at: tx.now.toISOString(),
    });
  await tx.db.message.updateMany({
    where: { customerId: { in: [survivorId, goneId] }, state: "cancelled", verdictReason: stoppedByMerge },
    data: { claimToken: null, leaseUntil: null },
  });
  await ledger.give("message", "customer_id", goneId, survivorId);
  await ledger.give("inbound_message", "customer_id", goneId, survivorId);
}

/**
 * Gives the messages back. What was stopped is planned again if it is still of use; what went since belongs to whom its
 * number belongs to, else to its enrollment's person. Answers how many that went since are the other's.
 */
export async function partMessages(
  tx: Tx,
  mergeId: string,
  survivorId: string,
  goneId: string,
): Promise<{ resumed: number; moved: number }> {
  await giveBack(tx, mergeId, "message", "customer_id", { from: survivorId, to: goneId });
  await giveBack(tx, mergeId, "inbound_message", "customer_id", { from: survivorId, to: goneId });
  let resumed = 0;
  for (const { key, before } of await entriesOf(tx, mergeId, ["message"])) {
    const { count } = await tx.db.message.updateMany({
      where: {
        id: String(key["id"]),
        state: "cancelled",
        verdictReason: stoppedByMerge,
        OR: [{ expiresAt: null }, { expiresAt: { gt: tx.now } }],
      },
      data: {
        state: before?.["state"] === "held" ? "held" : "planned",
        verdict: before?.["verdict"] as string | null,
        verdictReason: before?.["verdict_reason"] as string | null,
        endedAt: null,
      },
    });
    resumed += count;
  }
  return { resumed, moved: await partSince(tx, mergeId, survivorId, goneId) };
}

async function partSince(tx: Tx, mergeId: string, survivorId: string, goneId: string): Promise<number> {
  const only = (whose: string, other: string, address: Prisma.Sql) => Prisma.sql`(
    EXISTS (SELECT FROM contact_point p WHERE p.tenant_id = ${tx.tenantId}::uuid AND p.customer_id = ${whose}::uuid AND p.address = ${address})
    AND NOT EXISTS (SELECT FROM contact_point p WHERE p.tenant_id = ${tx.tenantId}::uuid AND p.customer_id = ${other}::uuid AND p.address = ${address}))`;
  const to = Prisma.sql`m.to_address`;
  const from = Prisma.sql`m.from_address`;
  const whose = Prisma.sql`CASE WHEN ${only(goneId, survivorId, to)} THEN ${goneId}::uuid
    WHEN ${only(survivorId, goneId, to)} THEN ${survivorId}::uuid
    ELSE coalesce((SELECT e.customer_id FROM enrollment e WHERE e.tenant_id = m.tenant_id AND e.id = m.enrollment_id
      AND e.customer_id IN (${survivorId}::uuid, ${goneId}::uuid)), m.customer_id) END`;
  const sent = await tx.db.$queryRaw<{ to: string }[]>`
    WITH since AS (
      SELECT m.id, ${whose} AS whose FROM message m, customer_merge k
      WHERE m.tenant_id = ${tx.tenantId}::uuid AND m.customer_id IN (${survivorId}::uuid, ${goneId}::uuid)
        AND k.tenant_id = ${tx.tenantId}::uuid AND k.id = ${mergeId}::uuid AND (m.id > ${mergeId}::uuid OR m.submitted_at >= k.merged_at)
    )
    UPDATE message m SET customer_id = s.whose FROM since s
    WHERE m.tenant_id = ${tx.tenantId}::uuid AND m.id = s.id AND m.customer_id <> s.whose RETURNING s.whose::text AS to`;
  const received = await tx.db.$executeRaw`
    UPDATE inbound_message m SET customer_id = ${goneId}::uuid
    WHERE m.tenant_id = ${tx.tenantId}::uuid AND m.customer_id = ${survivorId}::uuid AND m.id > ${mergeId}::uuid
      AND ${only(goneId, survivorId, from)}`;
  return sent.filter((row) => row.to === goneId).length + received;
}
