import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import type { Tag } from "../tags/tags";
import type { Group } from "./groups";

export interface CountedTag extends Tag {
  customers: number;
}
export interface CountedGroup extends Group {
  version: number;
  customers: number;
}

/** All groups filled by hand and all tags, each with how many customers it has. */
export async function groupsAndTags(
  tenant: TenantScope,
): Promise<{ groups: CountedGroup[]; tags: CountedTag[] }> {
  return inTransaction(tenant, async (tx) => ({
    groups: await tx.db.$queryRaw<CountedGroup[]>`
      SELECT g.id, g.name, g.version, (SELECT count(*)::int FROM customer_group_member m
        WHERE m.tenant_id = ${tx.tenantId}::uuid AND m.group_id = g.id) AS customers
      FROM customer_group g WHERE g.tenant_id = ${tx.tenantId}::uuid ORDER BY g.name, g.id`,
    tags: await tx.db.$queryRaw<CountedTag[]>`
      SELECT t.id, t.name, (SELECT count(*)::int FROM customer_tag m
        WHERE m.tenant_id = ${tx.tenantId}::uuid AND m.tag_id = t.id) AS customers
      FROM tag t WHERE t.tenant_id = ${tx.tenantId}::uuid ORDER BY t.name, t.id`,
  }));
}

/** What one customer has and is in, with what could be added. */
export async function labelsOf(
  tenant: TenantScope | Tx,
  customerId: string,
): Promise<{ tags: Tag[]; groups: Group[]; otherTags: Tag[]; otherGroups: Group[] }> {
  return inTransaction(tenant, async ({ db }) => {
    const order = [{ name: "asc" as const }, { id: "asc" as const }];
    const select = { id: true, name: true };
    const has = { some: { customerId } };
    const hasNot = { none: { customerId } };
    return {
      tags: await db.tag.findMany({ where: { customers: has }, orderBy: order, select }),
      groups: await db.customerGroup.findMany({ where: { members: has }, orderBy: order, select }),
      otherTags: await db.tag.findMany({ where: { customers: hasNot }, orderBy: order, select }),
      otherGroups: await db.customerGroup.findMany({ where: { members: hasNot }, orderBy: order, select }),
    };
  });
}
