import { z } from "zod";
import { recordEvent } from "@/lib/platform/events";
import { changedText, eitherText, mineOf, requiredText, wholeNumber } from "@/lib/platform/form-fields";
import { dateOfDay, dayOf, readDay } from "@/lib/platform/formats/calendar-day";
import { readName } from "@/lib/platform/formats/names";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import { fieldsOf, fieldValuesOf, putFieldValues } from "../fields/fields";
import { readFieldValue } from "../fields/read-value";
import type { CustomerFieldDefinition, FieldValue } from "../fields/schema";

const birthday = z
  .string()
  .trim()
  .max(40, "errors.field.tooLong")
  .transform((text, context) => {
    if (text === "") return null;
    const day = readDay(text);
    if (day) return day;
    context.addIssue({ code: "custom", message: "customers.edit.notADay" });
    return z.NEVER;
  })
  .optional();

const postcode = z
  .string()
  .trim()
  .regex(/^([0-9]{5})?$/, "customers.edit.notAPostcode")
  .transform((text) => text || null)
  .optional();

const name = requiredText(100).transform((text, context) => {
  const reading = readName(text);
  if (reading.kind === "name") return reading;
  context.addIssue({ code: "custom", message: `customers.name.${reading.reason}` });
  return z.NEVER;
});

/** Own fields by their id; a list for several choices. */
const own = z.record(z.uuid(), z.union([z.string().max(2000), z.array(z.string().max(100)).max(100)]));

/** Fields that are not sent stay as they are. */
export const changeCustomerInput = z.object({
  id: z.uuid(),
  version: wholeNumber({ min: 1, max: 1_000_000_000 }),
  name,
  title: changedText(40),
  trade: changedText(80),
  source: changedText(200),
  birthday,
  postcode,
  road: changedText(200),
  detail: changedText(200),
  lot: changedText(200),
  assigneeId: z
    .uuid()
    .or(z.literal("").transform(() => null))
    .optional(),
  own: own.optional(),
  keep: eitherText,
});

/**
 * Changes what is known of a person. Refused, with nothing changed, when somebody else saved since the version that was
 * seen; then `keep` says field by field whose text counts. A title typed behind the name becomes the title.
 */
export async function changeCustomer(
  tenant: TenantScope,
  { id, version, keep, own = {}, ...given }: z.output<typeof changeCustomerInput>,
): Promise<{ version: number }> {
  return inTransaction(tenant, async (tx) => {
    const before = await tx.db.customer.findFirst({ where: { id } });
    if (!before) throw new Refusal("not_found", "errors.not_found");
    const { name, title, birthday, ...rest } = given;
    const wanted = mineOf(
      {
        ...rest,
        name: name.name,
        title: title || name.title || title,
        birthday: birthday && dateOfDay(birthday),
      },
      keep,
    );
    const values = await wantedValues(tx, id, own, keep);
    if (wanted.assigneeId && wanted.assigneeId !== before.assigneeId)
      await refuseStranger(tx, wanted.assigneeId);
    const changed = await tx.db.customer.updateMany({
      where: { id, version },
      data: { ...wanted, version: { increment: 1 } },
    });
    if (changed.count === 0) throw new Refusal("conflict", "customers.changedMeanwhile");
    await putFieldValues(tx, id, values);
    const fields = [...changedFields(before, wanted), ...(values.length > 0 ? ["own"] : [])];
    if (fields.length > 0)
      await recordEvent(tx, "customer.changed", { kind: "customer", id, customerId: id }, { fields });
    return { version: version + 1 };
  });
}

const addressParts = ["postcode", "road", "detail", "lot"];

function changedFields(before: Record<string, unknown>, after: Record<string, unknown>): string[] {
  const text = (value: unknown) => (value instanceof Date ? dayOf(value) : value);
  const names = Object.keys(after).filter((field) => text(before[field]) !== text(after[field]));
  return [...new Set(names.map((field) => (addressParts.includes(field) ? "address" : field)))];
}

/** Only a current member can be responsible; one who left stays where they stood. */
async function refuseStranger(tx: Tx, membershipId: string): Promise<void> {
  const member = await tx.db.membership.count({ where: { id: membershipId, removedAt: null } });
  if (member === 0) throw new Refusal("invalid", "customers.edit.noSuchMember", { field: "assigneeId" });
}

/**
 * The values that differ from those stored; each refused at its own control. So is one of a field that was put away while it
 * was typed: emptied, the rest can be saved.
 */
async function wantedValues(
  tx: Tx,
  customerId: string,
  own: Record<string, string | string[]>,
  keep: z.output<typeof eitherText>,
): Promise<{ field: CustomerFieldDefinition; value: FieldValue | null }[]> {
  if (Object.keys(own).length === 0) return [];
  const before = (await fieldValuesOf(tx, [customerId])).get(customerId);
  return (await fieldsOf(tx, { retiredToo: true })).flatMap((field) => {
    const typed = own[field.id];
    if (typed === undefined || keep?.[`own-${field.id}`] === "theirs") return [];
    const stood = before?.get(field.id) ?? null;
    const reading = readFieldValue(field, typed, stood);
    if (reading.kind === "refused")
      throw new Refusal("invalid", reading.reason, { field: `own.${field.id}` });
    if (String(reading.value) === String(stood)) return [];
    if (!field.retired) return [{ field, value: reading.value }];
    if (reading.value === null) return [];
    throw new Refusal("invalid", "fields.value.retired", { field: `own.${field.id}` });
  });
}
