import type { z } from "zod";
import { recordForCustomers } from "@/lib/platform/events";
import { newId } from "@/lib/platform/ids";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import { customerOrRefuse } from "../customers";
import type { renameTagInput, tagCustomerInput, tagNameInput, untagCustomerInput } from "./schema";

export interface Tag {
  id: string;
  name: string;
}

const mostTags = 500;

/** The tenant's tags by name. */
export const tagsOf = (tenant: TenantScope): Promise<Tag[]> =>
  inTransaction(tenant, ({ db }) =>
    db.tag.findMany({ orderBy: [{ name: "asc" }, { id: "asc" }], select: { id: true, name: true } }),
  );

/** The tag of this name, made when there is none. Capitals do not make another tag: "VIP" finds "vip". */
export async function tagNamed(tx: Tx, name: string): Promise<Tag> {
  const known = await findTag(tx, name);
  if (known) return known;
  if ((await tx.db.tag.count()) >= mostTags)
    throw new Refusal("limit", "customerList.tags.tooMany", { most: mostTags });
  const row = { tenantId: tx.tenantId, id: newId(), name, createdAt: tx.now };
  // Somebody may make the same tag at this moment: then theirs is the one.
  await tx.db.tag.createMany({ data: [row], skipDuplicates: true });
  return tx.db.tag.findFirstOrThrow({ where: { name }, select: { id: true, name: true } });
}

const findTag = (tx: Tx, name: string): Promise<Tag | null> =>
  tx.db.tag.findFirst({
    where: { name: { equals: name.replaceAll(/[\\%_]/g, "\\$&"), mode: "insensitive" } },
    orderBy: { createdAt: "asc" },
    select: { id: true, name: true },
  });

export async function tagOrRefuse(tx: Tx, id: string): Promise<Tag> {
  const tag = await tx.db.tag.findFirst({ where: { id }, select: { id: true, name: true } });
  if (!tag) throw new Refusal("not_found", "customerList.tags.gone");
  return tag;
}

export const makeTag = (tenant: TenantScope, { name }: z.output<typeof tagNameInput>): Promise<Tag> =>
  inTransaction(tenant, (tx) => tagNamed(tx, name));

/** Puts a tag on a customer and makes it when it is new. Harmless when she has it. */
export async function tagCustomer(
  tenant: TenantScope,
  { customerId, name }: z.output<typeof tagCustomerInput>,
): Promise<Tag> {
  return inTransaction(tenant, async (tx) => {
    await customerOrRefuse(tx, customerId);
    const tag = await tagNamed(tx, name);
    await tagAll(tx, tag, [customerId]);
    return tag;
  });
}

export async function untagCustomer(
  tenant: TenantScope,
  { customerId, tagId }: z.output<typeof untagCustomerInput>,
): Promise<Tag> {
  return inTransaction(tenant, async (tx) => {
    await customerOrRefuse(tx, customerId);
    const tag = await tagOrRefuse(tx, tagId);
    await untagAll(tx, tag, [customerId]);
    return tag;
  });
}

/** Puts the tag on those who do not have it; answers how many that were. `more` goes into each event's payload. */
export async function tagAll(
  tx: Tx,
  tag: Tag,
  customerIds: readonly string[],
  more: Record<string, string> = {},
): Promise<number> {
  const rows = await tx.db.$queryRaw<{ id: string }[]>`
    INSERT INTO customer_tag (tenant_id, customer_id, tag_id, tagged_at, tagged_by)
    SELECT ${tx.tenantId}::uuid, customer, ${tag.id}::uuid, ${tx.now}, ${tx.actor.id}
    FROM unnest(${customerIds}::uuid[]) AS customer ORDER BY customer
    ON CONFLICT DO NOTHING RETURNING customer_id AS id`;
  const changed = rows.map(({ id }) => id);
  await recordForCustomers(tx, "customer.tagged", changed, { name: tag.name, ...more });
  return changed.length;
}

export async function untagAll(
  tx: Tx,
  tag: Tag,
  customerIds: readonly string[],
  more: Record<string, string> = {},
): Promise<number> {
  const rows = await tx.db.$queryRaw<{ id: string }[]>`
    DELETE FROM customer_tag WHERE tenant_id = ${tx.tenantId}::uuid AND tag_id = ${tag.id}::uuid
      AND customer_id = ANY(${customerIds}::uuid[]) RETURNING customer_id AS id`;
  const changed = rows.map(({ id }) => id);
  await recordForCustomers(tx, "customer.untagged", changed, { name: tag.name, ...more });
  return changed.length;
}

/** Gives a tag another name; one that another tag has is refused, since two of a name could not be told apart. */
export async function renameTag(
  tenant: TenantScope,
  { id, name }: z.output<typeof renameTagInput>,
): Promise<Tag> {
  return inTransaction(tenant, async (tx) => {
    await tagOrRefuse(tx, id);
    const other = await findTag(tx, name);
    if (other && other.id !== id) throw new Refusal("conflict", "customerList.tags.nameTaken", { name });
    await tx.db.tag.updateMany({ where: { id }, data: { name } });
    return { id, name };
  });
}

/**
 * Takes a tag off everybody and away. `customers` is how many were said to have it: when that has changed meanwhile
 * nothing happens and the new number is told.
 */
export async function deleteTag(
  tenant: TenantScope,
  { id, customers }: { id: string; customers: number },
): Promise<void> {
  await inTransaction(tenant, async (tx) => {
    const tag = await tagOrRefuse(tx, id);
    const rows = await tx.db.$queryRaw<{ id: string }[]>`
      SELECT customer_id AS id FROM customer_tag
      WHERE tenant_id = ${tx.tenantId}::uuid AND tag_id = ${id}::uuid FOR UPDATE`;
    if (rows.length !== customers)
      throw new Refusal("conflict", "customerList.countChanged", { count: rows.length });
    await untagAll(
      tx,
      tag,
      rows.map((row) => row.id),
    );
    await tx.db.tag.deleteMany({ where: { id } });
  });
}
