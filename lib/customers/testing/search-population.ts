import { lastFour } from "@/lib/platform/formats/phone-format";
import { newId } from "@/lib/platform/ids";
import { readPhone } from "@/lib/platform/phone-number";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";

import { addField, addFieldInput } from "../fields/field-changes";
import { fieldsOf, putFieldValues } from "../fields/fields";
import { readFieldValue } from "../fields/read-value";
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
  });
  await writeFields(tenant, people);
  return new Map(people.map(({ id, name, key }) => [id, key ?? name]));
}

/** Own fields of every kind that is searched, their values as somebody would type them. */
async function writeFields(tenant: TenantScope, people: readonly (SearchedCustomer & { id: string })[]) {
  for (const { label, kind, options } of data.fields)
    await addField(tenant, addFieldInput.parse({ label, kind, options: options?.join("\n") }));
  await inTransaction(tenant, async (tx) => {
    const byLabel = new Map((await fieldsOf(tx)).map((field) => [field.label, field]));
    for (const { id, fields = {} } of people) {
      const values = Object.entries(fields).map(([label, typed]) => {
        const field = byLabel.get(label);
        const chosen = field?.options.find((option) => option.label === typed)?.key;
        const reading = field && readFieldValue(field, chosen ?? typed ?? "");
        if (!field || reading?.kind !== "value") throw new Error(`${label} cannot hold ${typed}`);
        return { field, value: reading.value };
      });
      await putFieldValues(tx, id, values);
    }
  });
}

function numberOf(phone: string): { address: string; lastFour: string } {
  const read = readPhone(phone, { country: "KR" });
  const address = read.kind === "refused" ? `+82${phone.replace(/\D/g, "").slice(1)}` : read.e164;
  return { address, lastFour: lastFour(address) };
}
