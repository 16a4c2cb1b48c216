import type { z } from "zod";
import { recordForCustomers } from "@/lib/platform/events";
import { newId } from "@/lib/platform/ids";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import { customerOrRefuse } from "../customers";
import type { groupMemberInput, groupNameInput, renameGroupInput } from "./schema";

export interface Group {
  id: string;
  name: string;
}

const mostGroups = 200;

/** The groups that are filled by hand, by name. */
export const groupsOf = (tenant: TenantScope): Promise<Group[]> =>
  inTransaction(tenant, ({ db }) =>
    db.customerGroup.findMany({
      orderBy: [{ name: "asc" }, { id: "asc" }],
      select: { id: true, name: true },
    }),
  );

export async function groupOrRefuse(tx: Tx, id: string): Promise<Group> {
  const group = await tx.db.customerGroup.findFirst({ where: { id }, select: { id: true, name: true } });
  if (!group) throw new Refusal("not_found", "customerList.groups.gone");
  return group;
}

export async function makeGroup(
  tenant: TenantScope,
  { name }: z.output<typeof groupNameInput>,
): Promise<Group> {
  return inTransaction(tenant, async (tx) => {
    if ((await tx.db.customerGroup.count()) >= mostGroups)
      throw new Refusal("limit", "customerList.groups.tooMany", { most: mostGroups });
    const row = { tenantId: tx.tenantId, id: newId(), name, createdAt: tx.now };
    const made = await tx.db.customerGroup.createMany({ data: [row], skipDuplicates: true });
    if (made.count === 0) throw new Refusal("conflict", "customerList.groups.nameTaken", { name });
    return { id: row.id, name };
  });
}

/** Gives a group another name. Refused when somebody else renamed it meanwhile, or when another group has the name. */
export async function renameGroup(
  tenant: TenantScope,
  { id, version, name }: z.output<typeof renameGroupInput>,
): Promise<Group> {
  return inTransaction(tenant, async (tx) => {
    await groupOrRefuse(tx, id);
    const other = await tx.db.customerGroup.findFirst({ where: { name, id: { not: id } } });
    if (other) throw new Refusal("conflict", "customerList.groups.nameTaken", { name });
    const renamed = await tx.db.customerGroup.updateMany({
      where: { id, version },
      data: { name, version: { increment: 1 } },
    });
    if (renamed.count === 0) throw new Refusal("conflict", "errors.conflict");
    return { id, name };
  });
}

/** Ends a group; its customers stay. `customers` is how many were said to be in it, as in `deleteTag`. */
export async function deleteGroup(
  tenant: TenantScope,
  { id, customers }: { id: string; customers: number },
): Promise<void> {
  await inTransaction(tenant, async (tx) => {
    const group = await groupOrRefuse(tx, id);
    const rows = await tx.db.$queryRaw<{ id: string }[]>`
      SELECT customer_id AS id FROM customer_group_member
      WHERE tenant_id = ${tx.tenantId}::uuid AND group_id = ${id}::uuid FOR UPDATE`;
    if (rows.length !== customers)
      throw new Refusal("conflict", "customerList.countChanged", { count: rows.length });
    await ungroupAll(
      tx,
      group,
      rows.map((row) => row.id),
    );
    await tx.db.customerGroup.deleteMany({ where: { id } });
  });
}

export async function addToGroup(
  tenant: TenantScope,
  { customerId, groupId }: z.output<typeof groupMemberInput>,
): Promise<Group> {
  return inTransaction(tenant, async (tx) => {
    await customerOrRefuse(tx, customerId);
    const group = await groupOrRefuse(tx, groupId);
    await groupAll(tx, group, [customerId]);
    return group;
  });
}

export async function removeFromGroup(
  tenant: TenantScope,
  { customerId, groupId }: z.output<typeof groupMemberInput>,
): Promise<Group> {
  return inTransaction(tenant, async (tx) => {
    await customerOrRefuse(tx, customerId);
    const group = await groupOrRefuse(tx, groupId);
    await ungroupAll(tx, group, [customerId]);
    return group;
  });
}

/** Adds those who are not in the group; answers how many that were. `more` goes into each event's payload. */
export async function groupAll(
  tx: Tx,
  group: Group,
  customerIds: readonly string[],
  more: Record<string, string> = {},
): Promise<number> {
  const rows = await tx.db.$queryRaw<{ id: string }[]>`
    INSERT INTO customer_group_member (tenant_id, customer_id, group_id, added_at, added_by)
    SELECT ${tx.tenantId}::uuid, customer, ${group.id}::uuid, ${tx.now}, ${tx.actor.id}
    FROM unnest(${customerIds}::uuid[]) AS customer ORDER BY customer
    ON CONFLICT DO NOTHING RETURNING customer_id AS id`;
  const changed = rows.map(({ id }) => id);
  await recordForCustomers(tx, "customer.grouped", changed, { name: group.name, ...more });
  return changed.length;
}

export async function ungroupAll(
  tx: Tx,
  group: Group,
  customerIds: readonly string[],
  more: Record<string, string> = {},
): Promise<number> {
  const rows = await tx.db.$queryRaw<{ id: string }[]>`
    DELETE FROM customer_group_member WHERE tenant_id = ${tx.tenantId}::uuid AND group_id = ${group.id}::uuid
      AND customer_id = ANY(${customerIds}::uuid[]) RETURNING customer_id AS id`;
  const changed = rows.map(({ id }) => id);
  await recordForCustomers(tx, "customer.ungrouped", changed, { name: group.name, ...more });
  return changed.length;
}
