import { z } from "zod";
import { dateOfDay, dayOf } from "@/lib/platform/formats/calendar-day";
import { insertRows } from "@/lib/platform/insert-rows";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import type { CustomerFieldDefinition, FieldKind, FieldValue } from "./schema";

const storedOptions = z.array(z.object({ key: z.string(), label: z.string(), retired: z.boolean() }));

/** The business's own fields in their order; retired ones only when asked for, behind the others. */
export async function fieldsOf(
  tx: Tx,
  { retiredToo = false }: { retiredToo?: boolean } = {},
): Promise<CustomerFieldDefinition[]> {
  return (await namedFieldsOf(tx, { retiredToo })).map(({ field }) => field);
}

/** The same with what each was called before: texts that were written then still find it. */
export async function namedFieldsOf(
  tx: Tx,
  { retiredToo = false }: { retiredToo?: boolean } = {},
): Promise<{ field: CustomerFieldDefinition; formerLabels: string[] }[]> {
  const rows = await tx.db.customerField.findMany({
    where: retiredToo ? {} : { retiredAt: null },
    orderBy: [{ retiredAt: { sort: "asc", nulls: "first" } }, { position: "asc" }, { id: "asc" }],
  });
  return rows.map(({ id, label, kind, options, position, retiredAt, version, formerLabels }) => ({
    field: {
      id,
      label,
      kind: kind as FieldKind,
      options: storedOptions.parse(options),
      position,
      retired: retiredAt !== null,
      version,
    },
    formerLabels,
  }));
}

/** The values of customers by field, of retired fields too: what is shown follows from `fieldsOf`. */
export async function fieldValuesOf(
  tx: Tx,
  customerIds: readonly string[],
): Promise<Map<string, Map<string, FieldValue>>> {
  const rows = await tx.db.customerFieldValue.findMany({
    where: { customerId: { in: [...customerIds] } },
    orderBy: [{ customerId: "asc" }, { fieldId: "asc" }, { ordinal: "asc" }],
    include: { field: { select: { kind: true } } },
  });
  const found = new Map<string, Map<string, FieldValue>>(customerIds.map((id) => [id, new Map()]));
  for (const { customerId, fieldId, field, text, number, day } of rows) {
    const values = found.get(customerId) as Map<string, FieldValue>;
    const value = day ? dayOf(day) : (number ?? (text as string));
    if (field.kind !== "choices") values.set(fieldId, value);
    else values.set(fieldId, [...((values.get(fieldId) as string[] | undefined) ?? []), value as string]);
  }
  return found;
}

/** Puts values in the place of those before; null takes one away. Fields that are not named keep theirs. */
export async function putFieldValues(
  tx: Tx,
  customerId: string,
  given: readonly { field: CustomerFieldDefinition; value: FieldValue | null }[],
): Promise<void> {
  if (given.length === 0) return;
  await tx.db.customerFieldValue.deleteMany({
    where: { customerId, fieldId: { in: given.map(({ field }) => field.id) } },
  });
  await insertRows(tx, "customerFieldValue", fieldValueRows(tx, customerId, given));
}

/** Values as rows of their table: a list has a row for each of its entries. */
export const fieldValueRows = (
  { tenantId }: Tx,
  customerId: string,
  given: readonly { field: CustomerFieldDefinition; value: FieldValue | null }[],
) =>
  given.flatMap(({ field, value }) =>
    (value === null ? [] : [value].flat()).map((one, ordinal) => ({
      tenantId,
      customerId,
      fieldId: field.id,
      ordinal,
      ...(typeof one === "number"
        ? { number: one }
        : field.kind === "date"
          ? { day: dateOfDay(one) }
          : { text: one }),
    })),
  );

/** Every own field, retired ones last, for the page where they are changed. */
export const allFields = (tenant: TenantScope): Promise<CustomerFieldDefinition[]> =>
  inTransaction(tenant, (tx) => fieldsOf(tx, { retiredToo: true }));
