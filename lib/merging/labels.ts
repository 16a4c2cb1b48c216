import { makePrimaryShop } from "@/lib/customers/shops";
import { Prisma } from "@/lib/platform/database/generated/client";
import type { Tx } from "@/lib/platform/tenancy";

import { ownField, type Side, sideFor } from "./fields";
import { type Entry, entriesOf, type Ledger, type Row, rowsOf, type Source, takeBack } from "./ledger";

const rowsFor = (tx: Tx, source: Source, customerId: string) =>
  rowsOf(tx, source, Prisma.sql`t.customer_id = ${customerId}::uuid`);

/** Tags and groups: the survivor is in all of them, once. */
export async function joinLabels(tx: Tx, ledger: Ledger, survivorId: string, goneId: string): Promise<void> {
  for (const source of ["customer_tag", "customer_group_member"] as const)
    for (const row of await rowsFor(tx, source, goneId))
      await hand(ledger, source, row, { customer_id: survivorId });
}

/** All shops; the primary one is the chosen record's. Answers its name, which stands beside the customer's. */
export async function joinShops(
  tx: Tx,
  ledger: Ledger,
  survivorId: string,
  goneId: string,
  choose: Readonly<Record<string, Side>>,
): Promise<Side> {
  const [ours, theirs] = [
    await rowsFor(tx, "customer_shop", survivorId),
    await rowsFor(tx, "customer_shop", goneId),
  ];
  const theirPrimary = theirs.find((row) => row["primary"]);
  const side = sideFor(choose["shop"], ours.length === 0, !theirPrimary);
  for (const row of ours)
    if (side === "theirs" && row["primary"]) await ledger.change("customer_shop", row, { primary: false });
  for (const row of theirs) {
    const primary = side === "theirs" && row === theirPrimary;
    await hand(ledger, "customer_shop", row, { customer_id: survivorId, primary });
    const known = ours.find((one) => one["shop_id"] === row["shop_id"]);
    if (known && primary)
      await ledger.change("customer_shop", { ...known, primary: false }, { primary: true });
  }
  return side;
}

/** Own fields, each as a whole from one of the two. */
export async function joinFieldValues(
  tx: Tx,
  ledger: Ledger,
  survivorId: string,
  goneId: string,
  choose: Readonly<Record<string, Side>>,
): Promise<void> {
  const byField = async (customerId: string) =>
    Map.groupBy(await rowsFor(tx, "customer_field_value", customerId), (row) => String(row["field_id"]));
  const [ours, theirs] = [await byField(survivorId), await byField(goneId)];
  for (const [fieldId, values] of theirs) {
    const mine = ours.get(fieldId) ?? [];
    if (sideFor(choose[ownField(fieldId)], mine.length === 0, false) === "theirs") {
      for (const row of mine) await ledger.lift("customer_field_value", row);
      for (const row of values) await hand(ledger, "customer_field_value", row, { customer_id: survivorId });
    } else for (const row of values) await ledger.lift("customer_field_value", row);
  }
}

/** A row whose key names the customer cannot change hands: it is lifted out, and made for the survivor where they have none. */
async function hand(ledger: Ledger, source: Source, row: Row, change: Row): Promise<void> {
  await ledger.lift(source, row);
  await ledger.put(source, { ...row, ...change });
}

/** Pairs that are not the same person: whoever is not the one merged away is not the survivor either. */
export async function joinToldApart(
  tx: Tx,
  ledger: Ledger,
  survivorId: string,
  goneId: string,
): Promise<void> {
  const rows = await rowsOf(
    tx,
    "customer_told_apart",
    Prisma.sql`${goneId}::uuid IN (t.one_id, t.other_id) AND ${survivorId}::uuid NOT IN (t.one_id, t.other_id)`,
  );
  for (const row of rows) {
    const other = row["one_id"] === goneId ? String(row["other_id"]) : String(row["one_id"]);
    const [one_id, other_id] = [survivorId, other].sort();
    await ledger.put("customer_told_apart", { ...row, one_id, other_id });
  }
}

/**
 * Takes them back: what the survivor got goes, what was lifted out returns. An own field that was edited since stays with the
 * survivor as it was edited, and the other gets theirs back as it was.
 */
export async function partLabels(tx: Tx, mergeId: string, survivorId: string): Promise<void> {
  const edited = await editedFields(tx, mergeId, survivorId);
  const sources: Source[] = [
    "customer_tag",
    "customer_group_member",
    "customer_shop",
    "customer_field_value",
    "customer_told_apart",
  ];
  for (const entry of await entriesOf(tx, mergeId, sources)) {
    const ofSurvivor = entry.source === "customer_field_value" && entry.key["customer_id"] === survivorId;
    if (ofSurvivor && edited.has(String(entry.key["field_id"]))) continue;
    if (entry.source === "customer_shop") await takeBackShop(tx, entry);
    else if (entry.after || (await isStillThere(tx, entry))) await takeBack(tx, entry);
  }
}

/** Which shop is the primary one may have been chosen anew since: that stays, and at most one is. */
async function takeBackShop(tx: Tx, entry: Entry): Promise<void> {
  const { key, before, after } = entry;
  const [customerId, shopId] = [String(key["customer_id"]), String(key["shop_id"])];
  if (!before) {
    await tx.db.customerShop.deleteMany({ where: { customerId, shopId } });
    return;
  }
  if (!after && !(await isStillThere(tx, entry))) return;
  const another = await tx.db.customerShop.count({
    where: { customerId, primary: true, shopId: { not: shopId } },
  });
  await takeBack(tx, another > 0 ? { ...entry, before: { ...before, primary: false } } : entry);
}

/** Who has shops has a primary one, and its name beside theirs. */
export async function onePrimaryShop(tx: Tx, customerId: string): Promise<void> {
  const first = await tx.db.customerShop.findFirst({
    where: { customerId },
    orderBy: [{ primary: "desc" }, { since: "asc" }, { shopId: "asc" }],
    select: {
      primary: true,
      shopId: true,
      shop: { select: { name: true } },
      customer: { select: { shop: true } },
    },
  });
  if (first && !(first.primary && first.shop.name === first.customer.shop))
    await makePrimaryShop(tx, customerId, first.shopId);
}

/** A tag, group or shop may have been removed since. */
async function isStillThere(tx: Tx, { source, key }: Entry): Promise<boolean> {
  const id = (name: string) => ({ where: { id: String(key[name]) } });
  if (source === "customer_tag") return (await tx.db.tag.count(id("tag_id"))) > 0;
  if (source === "customer_group_member") return (await tx.db.customerGroup.count(id("group_id"))) > 0;
  if (source === "customer_shop") return (await tx.db.shop.count(id("shop_id"))) > 0;
  return true;
}

/** Own fields of the survivor that are no longer as the merge left them. */
async function editedFields(tx: Tx, mergeId: string, survivorId: string): Promise<Set<string>> {
  const entries = (await entriesOf(tx, mergeId, ["customer_field_value"])).filter(
    ({ key }) => key["customer_id"] === survivorId,
  );
  const stood = Map.groupBy(await rowsFor(tx, "customer_field_value", survivorId), (row) =>
    String(row["field_id"]),
  );
  const left = Map.groupBy(entries, ({ key }) => String(key["field_id"]));
  const text = (rows: readonly unknown[]) =>
    rows
      .map((row) => JSON.stringify(row))
      .sort()
      .join();
  return new Set(
    [...left].flatMap(([fieldId, touched]) =>
      text(touched.flatMap(({ after }) => after ?? [])) === text(stood.get(fieldId) ?? []) ? [] : [fieldId],
    ),
  );
}
