import { searchText } from "@/lib/platform/formats/choseong";
import { lastFour } from "@/lib/platform/formats/phone-format";
import { newId } from "@/lib/platform/ids";
import type { Tx } from "@/lib/platform/tenancy";

import type { Person } from "./person";
import { joinShop, lockRecord, makeShop, shopFromTheStart } from "./shops";
import { lockAddress } from "./suppressions";

/** What a person told us about themselves beside name and number. */
export interface AboutPerson extends Person {
  shop?: string | undefined;
  trade?: string | undefined;
  source?: string | undefined;
  /** The language they wrote in: texts to them use it. */
  locale?: string | undefined;
}

export interface Recognised {
  id: string;
  name: string;
  /** False when the customer was made now. */
  known: boolean;
  /** The number they came with, as a contact point of theirs. */
  pointId: string;
}

/**
 * The customer whose number this is, made when nobody is. Whoever asks for the same number meanwhile waits until this
 * transaction ends, so one person never becomes two. A known number with another name stays the same customer; the
 * other name is noted for the owner (domain.md row 51).
 */
export async function recogniseAndLock(tx: Tx, person: AboutPerson): Promise<Recognised> {
  await lockAddress(tx, "sms", person.phone.e164);
  const owner = await ownerOfNumber(tx, person.phone.e164, person.name);
  if (!owner) return { ...(await newCustomer(tx, person)), known: false };
  if (searchText(owner.name) !== searchText(person.name)) await noteOtherName(tx, owner.id, person.name);
  if (!owner.shop && person.shop) await firstShop(tx, owner.id, person.shop);
  return { id: owner.id, name: owner.name, known: true, pointId: owner.pointId };
}

/** The same number, somebody else (a couple): a customer beside its recognised owner, who stays that. */
export async function newCustomerSharing(
  tx: Tx,
  person: AboutPerson,
): Promise<Pick<Recognised, "id" | "name" | "pointId">> {
  await lockAddress(tx, "sms", person.phone.e164);
  const owner = await ownerOfNumber(tx, person.phone.e164, person.name);
  return newCustomer(tx, person, owner === undefined);
}

/**
 * Somebody who uses another one's number (a child and the guardian's): the one of its holders who goes by this name, made
 * when there is none. The number's owner stays that, whatever the name.
 */
export async function recogniseByName(tx: Tx, person: AboutPerson): Promise<Recognised> {
  await lockAddress(tx, "sms", person.phone.e164);
  const known = named(await pointsOfNumber(tx, person.phone.e164), person.name);
  if (known) return { id: known.customer.id, name: known.customer.name, known: true, pointId: known.id };
  return { ...(await newCustomerSharing(tx, person)), known: false };
}

/** Keeps anybody from applying with a customer's number until this transaction ends. */
export async function lockCustomer(tx: Tx, customerId: string): Promise<void> {
  const points = await tx.db.contactPoint.findMany({
    where: { customerId, channel: "phone", recognised: true },
    orderBy: { address: "asc" },
    select: { address: true },
  });
  for (const { address } of points) await lockAddress(tx, "sms", address);
}

/**
 * Whose number it is. Of several who hold it (a family's phone) the one who goes by the name said, else its recognised
 * owner. Null for nobody's.
 */
export async function customerOfNumber(tx: Tx, e164: string, name: string) {
  const points = await pointsOfNumber(tx, e164);
  return (named(points, name) ?? points[0])?.customer ?? null;
}

/** The same, and the first one who holds the number becomes its recognised owner where nobody is. */
async function ownerOfNumber(tx: Tx, e164: string, name: string) {
  const points = await pointsOfNumber(tx, e164);
  const [first] = points;
  if (first && !first.recognised)
    await tx.db.contactPoint.updateMany({ where: { id: first.id }, data: { recognised: true } });
  const point = named(points, name) ?? first;
  return point && { ...point.customer, pointId: point.id };
}

const pointsOfNumber = (tx: Tx, e164: string) =>
  tx.db.contactPoint.findMany({
    where: { channel: "phone", address: e164, customer: { erasedAt: null } },
    orderBy: [{ recognised: "desc" }, { createdAt: "asc" }],
    select: { id: true, recognised: true, customer: { select: { id: true, name: true, shop: true } } },
  });

const named = <Point extends { customer: { name: string } }>(points: Point[], name: string) =>
  points.find(({ customer }) => searchText(customer.name) === searchText(name));

async function firstShop(tx: Tx, customerId: string, name: string): Promise<void> {
  await lockRecord(tx, customerId);
  const has = await tx.db.customerShop.count({ where: { customerId } });
  if (has === 0) await joinShop(tx, customerId, await makeShop(tx, { name }));
}

async function newCustomer(tx: Tx, person: AboutPerson, recognised = true) {
  const { name, title, phone, shop, trade, source, locale } = person;
  const customer = await tx.db.customer.create({
    data: {
      tenantId: tx.tenantId,
      id: newId(),
      name,
      title,
      shop: shop || null,
      trade: trade || null,
      source: source || null,
      locale: locale ?? null,
      createdAt: tx.now,
    },
    select: { id: true, name: true },
  });
  const point = await tx.db.contactPoint.create({
    data: {
      tenantId: tx.tenantId,
      id: newId(),
      customerId: customer.id,
      channel: "phone",
      address: phone.e164,
      lastFour: lastFour(phone.e164),
      recognised,
      primary: true,
      canReceiveTexts: phone.canReceiveTexts,
      createdAt: tx.now,
    },
    select: { id: true },
  });
  if (shop) await shopFromTheStart(tx, customer.id, { name: shop, trade: trade || null });
  return { ...customer, pointId: point.id };
}

const otherNameWords = {
  ko: (name: string) => `같은 번호로 다른 이름이 신청했어요: ${name}`,
  en: (name: string) => `Applied with the same number under another name: ${name}`,
};

async function noteOtherName(tx: Tx, customerId: string, name: string): Promise<void> {
  const text = otherNameWords[tx.locale](name);
  const noted = await tx.db.customerNote.findFirst({ where: { customerId, text }, select: { id: true } });
  if (noted) return;
  await tx.db.customerNote.create({
    data: { tenantId: tx.tenantId, id: newId(), customerId, text, createdAt: tx.now },
  });
}
