import { Prisma } from "@/lib/platform/database/generated/client";
import type { Tx } from "@/lib/platform/tenancy";
import { type Side, sideFor } from "./fields";
import { type Entry, entriesOf, giveBack, type Ledger, type Row, rowsOf, takeBack } from "./ledger";

const pointsOf = async (tx: Tx, customerId: string): Promise<Row[]> =>
  rowsOf(tx, "contact_point", Prisma.sql`t.customer_id = ${customerId}::uuid`);

const same = (a: Row, b: Row) => a["channel"] === b["channel"] && a["address"] === b["address"];
const channels = ["phone", "email"] as const;

/**
 * The survivor gets every number and address once; what both have stays the survivor's own row, recognised if either was. Of the
 * primary ones the chosen one stays so.
 */
export async function joinPoints(
  tx: Tx,
  ledger: Ledger,
  survivorId: string,
  goneId: string,
  choose: Readonly<Record<string, Side>>,
): Promise<void> {
  const [ours, theirs] = [await pointsOf(tx, survivorId), await pointsOf(tx, goneId)];
  for (const channel of channels) {
    const mine = ours.filter((point) => point["channel"] === channel);
    const others = theirs.filter((point) => point["channel"] === channel);
    const theirPrimary = others.find((point) => point["primary"]);
    const leads = sideFor(choose[channel], mine.length === 0, !theirPrimary) === "theirs";
    for (const point of mine)
      if (leads && point["primary"]) await ledger.change("contact_point", point, { primary: false });
    for (const point of others) {
      const known = mine.find((one) => same(one, point));
      const primary = leads && point === theirPrimary;
      if (!known) {
        await ledger.change("contact_point", point, { customer_id: survivorId, primary });
        continue;
      }
      await ledger.lift("contact_point", point);
      const left = { ...known, primary: known["primary"] && !leads };
      const recognised = known["recognised"] || point["recognised"];
      await ledger.change("contact_point", left, { recognised, primary: primary || left.primary });
    }
  }
}

/** Gives the points back: a corrected number as it was corrected, one that was removed not at all. */
export async function partPoints(tx: Tx, mergeId: string, survivorId: string, goneId: string): Promise<void> {
  await giveBack(tx, mergeId, "contact_point", "customer_id", { from: survivorId, to: goneId });
  for (const entry of await entriesOf(tx, mergeId, ["contact_point"])) {
    const before = entry.before && { ...entry.before, ...(await unlessTaken(tx, entry)) };
    await takeBack(tx, { ...entry, before });
  }
  for (const customerId of [survivorId, goneId]) await onePrimaryEach(tx, customerId);
}

/** Somebody may have chosen another primary one since, and the number may be recognised as another's: that stays so. */
async function unlessTaken(tx: Tx, { key, before, after }: Entry): Promise<Row> {
  const [row] = after
    ? await rowsOf(tx, "contact_point", Prisma.sql`t.id = ${String(key["id"])}::uuid`)
    : [before];
  if (!row || !before) return {};
  const id = { not: String(key["id"]) };
  const [customerId, channel, address] = [row["customer_id"], row["channel"], row["address"]].map(String) as [
    string,
    string,
    string,
  ];
  const another = (where: Prisma.ContactPointWhereInput) =>
    tx.db.contactPoint.count({ where: { id, channel, ...where } });
  const taken: Row = {};
  if (before["primary"] && (await another({ customerId, primary: true }))) taken["primary"] = false;
  if (before["recognised"] && (await another({ address, recognised: true }))) taken["recognised"] = false;
  return taken;
}

/** Where texts go to must be said for everybody who has a number: the oldest, as when the primary one is removed. */
async function onePrimaryEach(tx: Tx, customerId: string): Promise<void> {
  for (const channel of channels) {
    const [first] = await tx.db.contactPoint.findMany({
      where: { customerId, channel },
      orderBy: [{ primary: "desc" }, { createdAt: "asc" }, { id: "asc" }],
      take: 1,
      select: { id: true, primary: true },
    });
    if (first && !first.primary)
      await tx.db.contactPoint.updateMany({ where: { id: first.id }, data: { primary: true } });
  }
}
