import { dayOf } from "@/lib/platform/formats/calendar-day";
import type { Tx } from "@/lib/platform/tenancy";

import { fieldsOf, fieldValuesOf } from "../fields/fields";
import type { CustomerFieldDefinition, FieldValue } from "../fields/schema";
import type { ContactChannel } from "./contact-address";
import { filesOf, type ListedFile } from "./files";

/** What staff wrote down of a person: everything that can be edited. */
export interface CustomerRecord {
  title: string | null;
  /** "1985-03-02". */
  birthday: string | null;
  address: { postcode: string | null; road: string | null; detail: string | null; lot: string | null };
  assignee: { id: string; name: string; left: boolean } | null;
  points: RecordPoint[];
  shops: RecordShop[];
  fields: { field: CustomerFieldDefinition; value: FieldValue | null }[];
  files: ListedFile[];
}

export interface RecordPoint {
  id: string;
  version: number;
  channel: ContactChannel;
  address: string;
  label: string | null;
  primary: boolean;
  canReceiveTexts: boolean;
  badSince: Date | null;
  /** Others who have the same number or address. */
  sharedWith: { id: string; name: string }[];
}

export interface RecordShop {
  id: string;
  name: string;
  businessNumber: string | null;
  trade: string | null;
  primary: boolean;
}

type Row = {
  id: string;
  title: string | null;
  birthday: Date | null;
  postcode: string | null;
  road: string | null;
  detail: string | null;
  lot: string | null;
  assigneeId: string | null;
};

export async function recordOf(tx: Tx, customer: Row): Promise<CustomerRecord> {
  const { id, title, birthday, postcode, road, detail, lot, assigneeId } = customer;
  const values = (await fieldValuesOf(tx, [id])).get(id);
  return {
    title,
    birthday: birthday && dayOf(birthday),
    address: { postcode, road, detail, lot },
    assignee: assigneeId ? await memberOf(tx, assigneeId) : null,
    points: await pointsOf(tx, id),
    shops: await shopsOf(tx, id),
    fields: (await fieldsOf(tx)).map((field) => ({ field, value: values?.get(field.id) ?? null })),
    files: await filesOf(tx, id),
  };
}

async function memberOf(tx: Tx, id: string): Promise<CustomerRecord["assignee"]> {
  const member = await tx.db.membership.findFirst({
    where: { id },
    select: { removedAt: true, account: { select: { name: true } } },
  });
  return member && { id, name: member.account.name, left: member.removedAt !== null };
}

async function pointsOf(tx: Tx, customerId: string): Promise<RecordPoint[]> {
  const points = await tx.db.contactPoint.findMany({
    where: { customerId },
    orderBy: [{ channel: "desc" }, { primary: "desc" }, { createdAt: "asc" }, { id: "asc" }],
  });
  const others = await tx.db.contactPoint.findMany({
    where: {
      address: { in: points.map(({ address }) => address) },
      channel: { in: [...new Set(points.map(({ channel }) => channel))] },
      customerId: { not: customerId },
      customer: { erasedAt: null },
    },
    orderBy: { createdAt: "asc" },
    take: 50,
    select: { address: true, customer: { select: { id: true, name: true } } },
  });
  return points.map(({ id, version, channel, address, label, primary, canReceiveTexts, badSince }) => ({
    id,
    version,
    channel: channel as ContactChannel,
    address,
    label,
    primary,
    canReceiveTexts,
    badSince,
    sharedWith: others.filter((other) => other.address === address).map(({ customer }) => customer),
  }));
}

async function shopsOf(tx: Tx, customerId: string): Promise<RecordShop[]> {
  const rows = await tx.db.customerShop.findMany({
    where: { customerId },
    orderBy: [{ primary: "desc" }, { since: "asc" }, { shopId: "asc" }],
    select: {
      primary: true,
      shop: { select: { id: true, name: true, businessNumber: true, trade: true } },
    },
  });
  return rows.map(({ primary, shop }) => ({ ...shop, primary }));
}
