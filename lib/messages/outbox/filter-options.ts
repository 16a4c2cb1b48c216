import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import type { OutboxQuery } from "./query";

/** What can be chosen in the outbox's filters, and the names of what is chosen. */
export interface OutboxOptions {
  rules: { key: string; title: string }[];
  runs: { id: string; title: string; label: string | null; startsAt: Date | null }[];
  /** Message keys of the reasons that occur. */
  reasons: string[];
  /** The customer that the list is narrowed to; null for none, or one that is not here. */
  customer: { id: string; name: string } | null;
}

/** The newest runs: an older one is reached from its own page. */
const mostRuns = 40;
const mostReasons = 60;

export async function outboxOptions(tenant: TenantScope, { filters }: OutboxQuery): Promise<OutboxOptions> {
  return inTransaction(tenant, async (tx) => {
    const rules = await tx.db.definition.findMany({
      where: { kind: "follow_up" },
      select: { key: true, title: true },
      orderBy: [{ title: "asc" }, { key: "asc" }],
    });
    const customer = filters.customer
      ? await tx.db.customer.findFirst({
          where: { id: filters.customer, erasedAt: null },
          select: { id: true, name: true },
        })
      : null;
    return { rules, runs: await runsFor(tx, filters.run), reasons: await reasonsThatOccur(tx), customer };
  });
}

async function runsFor(tx: Tx, chosen: string | undefined) {
  const shown = {
    id: true,
    label: true,
    course: { select: { title: true } },
    sessions: { orderBy: { position: "asc" as const }, take: 1, select: { startsAt: true } },
  };
  const newest = await tx.db.run.findMany({ select: shown, orderBy: { id: "desc" }, take: mostRuns });
  const missing = chosen && !newest.some(({ id }) => id === chosen);
  const also = missing ? await tx.db.run.findMany({ where: { id: chosen }, select: shown }) : [];
  return [...newest, ...also].map(({ id, label, course, sessions }) => ({
    id,
    label,
    title: course.title,
    startsAt: sessions[0]?.startsAt ?? null,
  }));
}

/** From reason to reason along the index: as many steps as there are reasons, however many messages. */
async function reasonsThatOccur(tx: Tx): Promise<string[]> {
  const rows = await tx.db.$queryRaw<{ reason: string }[]>`
    WITH RECURSIVE found AS (
      (SELECT verdict_reason AS reason FROM message WHERE tenant_id = ${tx.tenantId}::uuid AND verdict_reason IS NOT NULL
       ORDER BY verdict_reason LIMIT 1)
      UNION ALL
      SELECT (SELECT m.verdict_reason FROM message m WHERE m.tenant_id = ${tx.tenantId}::uuid AND m.verdict_reason > f.reason
        ORDER BY m.verdict_reason LIMIT 1) FROM found f WHERE f.reason IS NOT NULL
    )
    SELECT reason FROM found WHERE reason IS NOT NULL LIMIT ${mostReasons}`;
  return rows.map(({ reason }) => reason);
}
