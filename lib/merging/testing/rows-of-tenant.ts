import { seeMergedAway } from "@/lib/customers/merged-away";
import { Prisma } from "@/lib/platform/database/generated/client";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";

/** Ledgers and logs only grow, and a merge is on record for ever: what stands by them is compared, not their lines. */
const growing = ["event", "access_log", "consent", "reconfirmation", "customer_merge", "customer_merge_row"];

const tables = (tx: Tx): Promise<{ name: string }[]> => tx.db.$queryRaw`
  SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id'
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND NOT c.relispartition
    AND has_table_privilege(c.oid, 'SELECT') AND c.relname <> ALL (${growing}) ORDER BY c.relname`;

/** Every row of the tenant in every table, but for the counters of edits, which only rise. */
export async function rowsOfTenant(tenant: TenantScope): Promise<Record<string, string[]>> {
  return inTransaction(tenant, async (tx) => {
    await seeMergedAway(tx);
    const parts = (await tables(tx)).map(
      ({ name }) => Prisma.sql`SELECT ${name} AS name, (to_jsonb(t) - 'version')::text AS row
        FROM ${Prisma.raw(`"${name}"`)} t WHERE tenant_id = ${tx.tenantId}::uuid`,
    );
    const rows = await tx.db.$queryRaw<{ name: string; row: string }[]>`
      ${Prisma.join(parts, " UNION ALL ")} ORDER BY 1, 2`;
    const found: Record<string, string[]> = {};
    for (const { name, row } of rows) found[name] = [...(found[name] ?? []), row];
    return found;
  });
}

/** What stands by the ledger for each customer, purpose and channel, with the day it counts from. */
export async function standingWords(tenant: TenantScope): Promise<Record<string, string>> {
  return inTransaction(tenant, async (tx) => {
    const rows = await tx.db.consent.findMany({
      distinct: ["customerId", "purpose", "channel"],
      orderBy: [{ occurredAt: "desc" }, { recordedAt: "desc" }, { id: "desc" }],
      select: { customerId: true, purpose: true, channel: true, given: true, basis: true, occurredAt: true },
    });
    return Object.fromEntries(
      rows
        .filter(({ basis }) => basis !== "unsaid")
        .map(({ customerId, purpose, channel, given, basis, occurredAt }) => [
          `${customerId} ${purpose} ${channel}`,
          given ? `${basis === "claimed" ? "claimed" : "given"} ${occurredAt.toISOString()}` : "withdrawn",
        ])
        .sort(),
    );
  });
}
