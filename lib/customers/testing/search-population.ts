import { lastFour } from "@/lib/platform/formats/phone-format";
import { newId } from "@/lib/platform/ids";
import { readPhone } from "@/lib/platform/phone-number";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";

import data from "./search-queries.json";

interface SearchedCustomer {
  name: string;
  /** Where two share a name. */
  key?: string | undefined;
  phone?: string | undefined;
  emails?: string[] | undefined;
  shops?: string[] | undefined;
  note?: string | undefined;
  /** A note for its author alone. */
  private?: string | undefined;
  /** Values of own fields by their labels. */
  fields?: Record<string, string | undefined> | undefined;
}

export const searchQueries: readonly { kind: string; typed: string; first: string }[] = data.queries;
const population: readonly SearchedCustomer[] = data.customers;

/** Writes the committed customers into a tenant, rows as the verbs leave them. Returns who is who, by id. */
export async function searchPopulation(
  tenant: TenantScope,
  noteAuthorId: string,
): Promise<Map<string, string>> {
  const people = population.map((one) => ({ ...one, id: newId() }));
  await inTransaction(tenant, async ({ db, tenantId, now }) => {
    const base = { tenantId, createdAt: now };
    await db.customer.createMany({
      data: people.map(({ id, name, shops }) => ({ ...base, id, name, shop: shops?.[0] ?? null })),
    });
    await db.contactPoint.createMany({
      data: people.flatMap(({ id, phone, emails = [] }) => [
        ...(phone ? [{ ...base, id: newId(), customerId: id, channel: "phone", ...numberOf(phone) }] : []),
        ...emails.map((address) => ({ ...base, id: newId(), customerId: id, channel: "email", address })),
      ]),
    });
    const shops = people.flatMap(({ id, shops: names = [] }) =>
      names.map((name, place) => ({ customerId: id, shopId: newId(), name, primary: place === 0 })),
    );
    await db.shop.createMany({ data: shops.map(({ shopId, name }) => ({ ...base, id: shopId, name })) });
    await db.customerShop.createMany({
      data: shops.map(({ name: _, ...link }) => ({ tenantId, ...link, since: now })),
    });
    await db.customerNote.createMany({
      data: people.flatMap(({ id, note, private: mine }) => [
        ...(note ? [{ ...base, id: newId(), customerId: id, text: note }] : []),
        ...(mine
          ? [{ ...base, id: newId(), customerId: id, text: mine, private: true, authorId: noteAuthorId }]
          : []),
      ]),
    });
    const labels = [...new Set(people.flatMap(({ fields = {} }) => Object.keys(fields)))];
    const fieldIds = new Map(labels.map((label) => [label, newId()]));
    await db.customerField.createMany({
      data: labels.map((label, position) => ({
        ...base,
        id: fieldIds.get(label) as string,
        label,
        kind: "text",
        position,
      })),
    });
    await db.customerFieldValue.createMany({
      data: people.flatMap(({ id, fields = {} }) =>
        Object.entries(fields).map(([label, text]) => ({
          tenantId,
          customerId: id,
          fieldId: fieldIds.get(label) as string,
          text: text ?? null,
        })),
      ),
    });
  });
  return new Map(people.map(({ id, name, key }) => [id, key ?? name]));
}

function numberOf(phone: string): { address: string; lastFour: string } {
  const read = readPhone(phone, { country: "KR" });
  const address = read.kind === "refused" ? `+82${phone.replace(/\D/g, "").slice(1)}` : read.e164;
  return { address, lastFour: lastFour(address) };
}
