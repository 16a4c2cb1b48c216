import { historiesOf } from "@/lib/customers/merged-away";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";

import type { Parted } from "./parting";

/** A merge that stands behind a customer. */
export interface StandingMerge {
  id: string;
  goneName: string;
  mergedAt: Date;
  by: string | null;
}

/** The merges that made a customer what they are, the newest first; also those of people who were merged into them. */
export async function mergesBehind(tenant: TenantScope, customerId: string): Promise<StandingMerge[]> {
  return inTransaction(tenant, async (tx) => {
    const rows = await tx.db.customerMerge.findMany({
      where: { survivorId: { in: await historiesOf(tx, customerId) }, partedAt: null },
      orderBy: { id: "desc" },
      select: { id: true, goneName: true, mergedAt: true, mergedByName: true },
    });
    return rows.map(({ mergedByName, ...row }) => ({ ...row, by: mergedByName }));
  });
}

/** A merge that was taken back, and what went where; null where there is none of this customer. */
export async function partedMerge(
  tenant: TenantScope,
  customerId: string,
  mergeId: string,
): Promise<{ gone: { id: string; name: string }; parted: Parted } | null> {
  return inTransaction(tenant, async (tx) => {
    const row = await tx.db.customerMerge.findFirst({
      where: { id: mergeId, partedAt: { not: null }, survivorId: { in: await historiesOf(tx, customerId) } },
      select: { goneId: true, goneName: true, parted: true },
    });
    return row && { gone: { id: row.goneId, name: row.goneName }, parted: row.parted as unknown as Parted };
  });
}
