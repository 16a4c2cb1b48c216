import { z } from "zod";
import { recordEvent } from "@/lib/platform/events";
import { changedText, eitherText, mineOf, requiredText, wholeNumber } from "@/lib/platform/form-fields";
import { readBusinessNumber } from "@/lib/platform/formats/business-number";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import { customerOrRefuse } from "../customers";
import { joinShop, leaveShop, lockRecord, makePrimaryShop, makeShop, renameForItsPeople } from "../shops";

const businessNumber = z
  .string()
  .trim()
  .transform((text, context) => {
    if (text === "") return null;
    const reading = readBusinessNumber(text);
    if (reading.kind === "number") return reading.digits;
    context.addIssue({ code: "custom", message: `customers.shops.number.${reading.reason}` });
    return z.NEVER;
  })
  .optional();

const longestName = 80;

export const addShopInput = z.object({
  customerId: z.uuid(),
  name: requiredText(longestName),
  businessNumber,
  /** After shops like it were shown: the one that is meant, or "new". */
  choice: z.uuid().or(z.literal("new")).optional(),
});

export interface AlikeShop {
  id: string;
  name: string;
  businessNumber: string | null;
  trade: string | null;
  /** Some of the people in it, to tell one from another. */
  people: string[];
}

export type AddedShop =
  | { kind: "added"; shopId: string }
  | { kind: "alike"; name: string; businessNumber: string | null; shops: AlikeShop[] };

/**
 * Puts a customer into a shop. Shops that may be the same are shown first and nothing is done; then one is chosen, or a new
 * one is made. A business number belongs to one shop.
 */
export async function addShop(tenant: TenantScope, given: z.output<typeof addShopInput>): Promise<AddedShop> {
  const { customerId, name, businessNumber = null, choice } = given;
  return inTransaction(tenant, async (tx) => {
    await customerOrRefuse(tx, customerId);
    const sameNumber = businessNumber ? await shopOfNumber(tx, businessNumber) : null;
    if (!choice || (choice === "new" && sameNumber)) {
      const shops = await shopsLike(tx, name, businessNumber);
      if (shops.length > 0) return { kind: "alike", name, businessNumber, shops };
    }
    await lockRecord(tx, customerId);
    const shopId =
      choice && choice !== "new"
        ? await shopOrRefuse(tx, choice)
        : await makeShop(tx, { name, businessNumber });
    await joinShop(tx, customerId, shopId);
    await recordShopChange(tx, customerId);
    return { kind: "added", shopId };
  });
}

export const shopOfCustomerInput = z.object({ customerId: z.uuid(), shopId: z.uuid() });
type ShopOfCustomer = z.output<typeof shopOfCustomerInput>;

/** Takes a customer out of a shop; the shop and its other people stay. */
export async function removeShop(
  tenant: TenantScope,
  { customerId, shopId }: ShopOfCustomer,
): Promise<ShopOfCustomer & { name: string }> {
  return inTransaction(tenant, async (tx) => {
    await lockRecord(tx, customerId);
    const shop = await tx.db.shop.findFirst({ where: { id: shopId }, select: { name: true } });
    if (!shop || !(await leaveShop(tx, customerId, shopId)))
      throw new Refusal("not_found", "errors.not_found");
    await recordShopChange(tx, customerId);
    return { customerId, shopId, name: shop.name };
  });
}

/** Undoes `removeShop`, and puts somebody into a shop that is known by its id. */
export async function putIntoShop(
  tenant: TenantScope,
  { customerId, shopId }: ShopOfCustomer,
): Promise<void> {
  return inTransaction(tenant, async (tx) => {
    await customerOrRefuse(tx, customerId);
    await shopOrRefuse(tx, shopId);
    await lockRecord(tx, customerId);
    await joinShop(tx, customerId, shopId);
    await recordShopChange(tx, customerId);
  });
}

/** The shop whose name stands beside the person's everywhere. */
export async function choosePrimaryShop(
  tenant: TenantScope,
  { customerId, shopId }: ShopOfCustomer,
): Promise<void> {
  return inTransaction(tenant, async (tx) => {
    await lockRecord(tx, customerId);
    const there = await tx.db.customerShop.findFirst({ where: { customerId, shopId } });
    if (!there) throw new Refusal("not_found", "errors.not_found");
    if (there.primary) return;
    await makePrimaryShop(tx, customerId, shopId);
    await recordShopChange(tx, customerId);
  });
}

export const changeShopInput = z.object({
  id: z.uuid(),
  version: wholeNumber({ min: 1, max: 1_000_000_000 }),
  name: requiredText(longestName),
  businessNumber,
  trade: changedText(80),
  address: changedText(300),
  keep: eitherText,
});

/** Changes a shop for everybody in it. Refused when somebody else saved meanwhile, and for a number another shop has. */
export async function changeShop(
  tenant: TenantScope,
  { id, version, keep, ...given }: z.output<typeof changeShopInput>,
): Promise<{ version: number }> {
  return inTransaction(tenant, async (tx) => {
    await shopOrRefuse(tx, id);
    const wanted = mineOf(given, keep);
    const holder = wanted.businessNumber ? await shopOfNumber(tx, wanted.businessNumber) : null;
    if (holder && holder !== id)
      throw new Refusal("invalid", "customers.shops.number.taken", { field: "businessNumber" });
    const changed = await tx.db.shop.updateMany({
      where: { id, version },
      data: { ...wanted, version: { increment: 1 } },
    });
    if (changed.count === 0) throw new Refusal("conflict", "customers.changedMeanwhile");
    if (wanted.name) await renameForItsPeople(tx, id, wanted.name);
    await recordEvent(tx, "shop.changed", { kind: "shop", id }, { fields: Object.keys(wanted) });
    return { version: version + 1 };
  });
}

async function shopOrRefuse(tx: Tx, id: string): Promise<string> {
  const shop = await tx.db.shop.findFirst({ where: { id }, select: { id: true } });
  if (!shop) throw new Refusal("not_found", "errors.not_found");
  return shop.id;
}

async function shopOfNumber(tx: Tx, businessNumber: string): Promise<string | null> {
  const shop = await tx.db.shop.findFirst({ where: { businessNumber }, select: { id: true } });
  return shop?.id ?? null;
}

const alikeShown = 8;

async function shopsLike(tx: Tx, name: string, businessNumber: string | null): Promise<AlikeShop[]> {
  const rows = await tx.db.shop.findMany({
    where: {
      OR: [
        { name: { contains: name, mode: "insensitive" } },
        ...(businessNumber ? [{ businessNumber }] : []),
      ],
    },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: alikeShown,
    include: {
      customers: { take: 3, orderBy: { since: "asc" }, include: { customer: { select: { name: true } } } },
    },
  });
  return rows.map(({ id, name, businessNumber, trade, customers }) => ({
    id,
    name,
    businessNumber,
    trade,
    people: customers.map(({ customer }) => customer.name),
  }));
}

const recordShopChange = (tx: Tx, customerId: string) =>
  recordEvent(tx, "customer.changed", { kind: "customer", id: customerId, customerId }, { fields: ["shop"] });
