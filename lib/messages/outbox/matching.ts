import { Prisma } from "@/lib/platform/database/generated/client";
import type { Tx } from "@/lib/platform/tenancy";
import { addDays, instantOf } from "@/lib/platform/zoned-time";

import type { MessageState } from "../schema";
import { lineTimeSql } from "./line-time";
import type { OutboxQuery } from "./query";

const { sql } = Prisma;

/**
 * The messages `m` that filters leave, without the state, as one SQL condition. Compared by equality and by time alone, which the
 * planner may look up in an index under row-level security.
 */
export async function matching(tx: Tx, { filters }: OutboxQuery): Promise<Prisma.Sql> {
  const parts = [sql`m.tenant_id = ${tx.tenantId}::uuid`];
  if (filters.channel) parts.push(sql`m.channel = ${filters.channel}`);
  if (filters.class) parts.push(sql`m.class = ${filters.class}`);
  if (filters.reason) parts.push(sql`m.verdict_reason = ${filters.reason}`);
  if (filters.customer) parts.push(sql`m.customer_id = ${filters.customer}::uuid`);
  if (filters.rule)
    parts.push(sql`m.follow_up_version_id IN (${Prisma.join(await versionsOf(tx, filters.rule))})`);
  if (filters.run)
    parts.push(sql`m.enrollment_id IN (SELECT e.id FROM enrollment e
      WHERE e.tenant_id = ${tx.tenantId}::uuid AND e.run_id = ${filters.run}::uuid)`);
  const { from, to } = filters;
  if (from || to) {
    const { zone } = await tx.db.tenant.findUniqueOrThrow({
      where: { id: tx.tenantId },
      select: { zone: true },
    });
    const midnight = (date: string) => instantOf({ date, time: "00:00", zone });
    if (from) parts.push(sql`${lineTimeSql} >= ${midnight(from)}::timestamptz`);
    if (to) parts.push(sql`${lineTimeSql} < ${midnight(addDays(to, 1))}::timestamptz`);
  }
  return Prisma.join(parts, " AND ");
}

/** A rule that nobody knows fits nothing. */
async function versionsOf(tx: Tx, key: string): Promise<Prisma.Sql[]> {
  const versions = await tx.db.definitionVersion.findMany({
    where: { definition: { kind: "follow_up", key } },
    select: { id: true },
  });
  return versions.length > 0 ? versions.map(({ id }) => sql`${id}::uuid`) : [sql`NULL::uuid`];
}

/** A state filter narrows a tab; outside it, it leaves nothing. */
export const narrowedTo = (states: readonly MessageState[], { filters }: OutboxQuery): MessageState[] =>
  states.filter((state) => !filters.state || filters.state === state);
