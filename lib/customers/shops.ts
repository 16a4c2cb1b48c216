import { newId } from "@/lib/platform/ids";
import type { Tx } from "@/lib/platform/tenancy";

/** The tables behind this file: `customer.shop` is the name of the primary shop, and whoever changes one changes the other here. */

export interface NewShop {
  name: string;
  businessNumber?: string | null;
  trade?: string | null;
  address?: string | null;
}

/** Keeps others from changing a customer's shops and primary contact points until this transaction ends. */
export async function lockRecord(tx: Tx, customerId: string): Promise<void> {
  await tx.db.$queryRaw`
    SELECT 1 FROM customer WHERE tenant_id = ${tx.tenantId}::uuid AND id = ${customerId}::uuid FOR UPDATE`;
}

/** A shop of its own; somebody must belong to it next. Whether it is known already is the caller's question. */
export async function makeShop(tx: Tx, { name, businessNumber, trade, address }: NewShop): Promise<string> {
  const { id } = await tx.db.shop.create({
    data: {
      tenantId: tx.tenantId,
      id: newId(),
      name,
      businessNumber: businessNumber ?? null,
      trade: trade ?? null,
      address: address ?? null,
      createdAt: tx.now,
    },
    select: { id: true },
  });
  return id;
}

/** The shop of a customer who is made in this transaction with its name beside theirs: nobody else can know them yet. */
export async function shopFromTheStart(tx: Tx, customerId: string, shop: NewShop): Promise<void> {
  const shopId = await makeShop(tx, shop);
  await tx.db.customerShop.create({
    data: { tenantId: tx.tenantId, customerId, shopId, primary: true, since: tx.now },
  });
}

/** Puts a customer into a shop; the first one is the primary shop. The caller holds the customer (`lockRecord`), or made it. */
export async function joinShop(tx: Tx, customerId: string, shopId: string): Promise<void> {
  const known = await tx.db.customerShop.findMany({ where: { customerId }, select: { shopId: true } });
  if (known.some((one) => one.shopId === shopId)) return;
  await tx.db.customerShop.create({
    data: { tenantId: tx.tenantId, customerId, shopId, primary: known.length === 0, since: tx.now },
  });
  await followPrimaryShop(tx, customerId);
}

/** Takes a customer out of a shop; the one joined first of the others becomes the primary shop. The shop stays. */
export async function leaveShop(tx: Tx, customerId: string, shopId: string): Promise<boolean> {
  const { count } = await tx.db.customerShop.deleteMany({ where: { customerId, shopId } });
  const rest = await tx.db.customerShop.findMany({
    where: { customerId },
    orderBy: [{ primary: "desc" }, { since: "asc" }, { shopId: "asc" }],
    take: 1,
  });
  const [next] = rest;
  if (next && !next.primary) await makePrimaryShop(tx, customerId, next.shopId);
  else await followPrimaryShop(tx, customerId);
  return count > 0;
}

/** False when the customer is not in that shop. */
export async function makePrimaryShop(tx: Tx, customerId: string, shopId: string): Promise<boolean> {
  await tx.db.customerShop.updateMany({
    where: { customerId, primary: true, shopId: { not: shopId } },
    data: { primary: false },
  });
  const { count } = await tx.db.customerShop.updateMany({
    where: { customerId, shopId },
    data: { primary: true },
  });
  await followPrimaryShop(tx, customerId);
  return count > 0;
}

/** After a shop's name changed: everybody whose primary shop it is carries the new one. */
export async function renameForItsPeople(tx: Tx, shopId: string, name: string): Promise<void> {
  const people = await tx.db.customerShop.findMany({
    where: { shopId, primary: true },
    select: { customerId: true },
  });
  const ids = people.map(({ customerId }) => customerId);
  await tx.db.customer.updateMany({ where: { id: { in: ids } }, data: { shop: name } });
}

async function followPrimaryShop(tx: Tx, customerId: string): Promise<void> {
  const primary = await tx.db.customerShop.findFirst({
    where: { customerId, primary: true },
    select: { shop: { select: { name: true } } },
  });
  await tx.db.customer.updateMany({ where: { id: customerId }, data: { shop: primary?.shop.name ?? null } });
}
