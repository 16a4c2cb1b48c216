import { Prisma } from "@/lib/platform/database/generated/client";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";
import type { Condition } from "@/lib/rules/rules";

import { compileCondition } from "./compile";
import { type World, worldOf } from "./world";

/** A customer whom a condition finds, as a list of samples shows them. */
export interface FoundCustomer {
  id: string;
  name: string;
  shop: string | null;
  trade: string | null;
}

const found = (tx: Tx, condition: Condition, world: World) => Prisma.sql`
  FROM customer c WHERE c.tenant_id = ${tx.tenantId}::uuid AND c.erased_at IS NULL
    AND ${compileCondition(condition, world)}`;

/** How many customers meet the condition now. Erased ones never do. */
export async function countOf(
  tenant: TenantScope | Tx,
  condition: Condition,
  known?: World,
): Promise<number> {
  return inTransaction(tenant, async (tx) => {
    const world = known ?? (await worldOf(tx, [condition]));
    const rows = await tx.db.$queryRaw<{ count: number }[]>(
      Prisma.sql`SELECT count(*)::int AS count ${found(tx, condition, world)}`,
    );
    return rows[0]?.count ?? 0;
  });
}

const samples = 10;

/** Ten of them, the newest customers first: enough to see whether the right ones are meant. */
export async function samplesOf(
  tenant: TenantScope | Tx,
  condition: Condition,
  known?: World,
): Promise<FoundCustomer[]> {
  return inTransaction(tenant, async (tx) => {
    const world = known ?? (await worldOf(tx, [condition]));
    return tx.db.$queryRaw<FoundCustomer[]>(Prisma.sql`
      SELECT c.id, c.name, c.shop, c.trade ${found(tx, condition, world)}
      ORDER BY c.created_at DESC, c.id DESC LIMIT ${samples}`);
  });
}

/** Ids of everybody who meets the condition, a page at a time in a fixed order: give the last id to go on behind it. */
export async function membersOf(
  tenant: TenantScope | Tx,
  condition: Condition,
  { after, atMost = 500 }: { after?: string | undefined; atMost?: number } = {},
): Promise<string[]> {
  return inTransaction(tenant, async (tx) => {
    const world = await worldOf(tx, [condition]);
    const behind = after ? Prisma.sql`AND c.id > ${after}::uuid` : Prisma.empty;
    const rows = await tx.db.$queryRaw<{ id: string }[]>(Prisma.sql`
      SELECT c.id ${found(tx, condition, world)} ${behind} ORDER BY c.id LIMIT ${atMost}`);
    return rows.map(({ id }) => id);
  });
}
