import { z } from "zod";
import type { Prisma } from "@/lib/platform/database/generated/client";
import { recordEvent } from "@/lib/platform/events";
import { eitherText, wholeNumber } from "@/lib/platform/form-fields";
import { newId } from "@/lib/platform/ids";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import { fieldsOf } from "./fields";
import { type CustomerFieldDefinition, type FieldOption, fieldKinds, hasOptions } from "./schema";

const mostFields = 50;
const mostOptions = 100;
const version = wholeNumber({ min: 1, max: 1_000_000_000 });

/** A label stands in texts as #{고객.label}, so it has none of the signs of a blank. */
const label = z
  .string()
  .trim()
  .min(1, "errors.field.required")
  .max(30, "errors.field.tooLong")
  .regex(/^[^#{}:\n]+$/, "fields.label.signs")
  .transform((text) => text.normalize("NFC").replace(/\s+/g, " "));

const optionLabel = z.string().trim().max(60, "errors.field.tooLong");

/** One a line, as they are typed for a new field. */
const optionLines = z
  .string()
  .max(8000, "errors.field.tooLong")
  .transform((text) => [
    ...new Set(
      text
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter(Boolean),
    ),
  ])
  .pipe(z.array(optionLabel).max(mostOptions, "fields.options.tooMany"))
  .optional();

export const addFieldInput = z
  .object({ label, kind: z.enum(fieldKinds), options: optionLines })
  .refine(({ kind, options }) => !hasOptions(kind) || (options?.length ?? 0) > 0, {
    path: ["options"],
    message: "fields.options.none",
  });

/** A new field behind the others, empty for everybody. */
export async function addField(
  tenant: TenantScope,
  { label, kind, options = [] }: z.output<typeof addFieldInput>,
): Promise<{ id: string }> {
  return inTransaction(tenant, async (tx) => {
    const known = await lockedFields(tx);
    if (known.filter(({ retired }) => !retired).length >= mostFields)
      throw new Refusal("limit", "fields.tooMany", { most: mostFields });
    await refuseTakenLabel(tx, label, null);
    const { id } = await tx.db.customerField.create({
      data: {
        tenantId: tx.tenantId,
        id: newId(),
        label,
        kind,
        options: json(hasOptions(kind) ? withNew([], options) : []),
        position: 1 + Math.max(0, ...known.map(({ position }) => position)),
        createdAt: tx.now,
      },
      select: { id: true },
    });
    await recordEvent(tx, "customer_field.added", { kind: "customer_field", id }, { kind });
    return { id };
  });
}

const optionRow = z.object({ key: z.string().max(40), label: optionLabel, retired: z.enum(["yes", "no"]) });

export const changeFieldInput = z.object({
  id: z.uuid(),
  version,
  label,
  options: z.array(optionRow).max(mostOptions).optional(),
  newOptions: optionLines,
  keep: eitherText,
});

/**
 * Renames a field and its options, retires options or brings them back, adds new ones. The kind never changes, and an
 * option's key never does: values that were given keep their meaning. Refused when somebody else saved meanwhile.
 */
export async function changeField(
  tenant: TenantScope,
  { id, version, label, options = [], newOptions = [], keep }: z.output<typeof changeFieldInput>,
): Promise<{ version: number }> {
  return inTransaction(tenant, async (tx) => {
    const fields = await lockedFields(tx);
    const before = fieldIn(fields, id);
    if (before.version !== version) throw new Refusal("conflict", "fields.changedMeanwhile");
    const named = keep?.["label"] === "theirs" ? before.label : label;
    if (named !== before.label) await refuseTakenLabel(tx, named, id);
    const given = new Map(options.map((option) => [option.key, option]));
    const changed = before.options.map((option, at) => {
      const row = given.get(option.key);
      if (!row) return option;
      const theirs = (part: string) => keep?.[`options-${at}-${part}`] === "theirs";
      return {
        ...option,
        label: theirs("label") ? option.label : row.label || option.label,
        retired: theirs("retired") ? option.retired : row.retired === "yes",
      };
    });
    const after = hasOptions(before.kind) ? withNew(changed, newOptions) : [];
    if (after.length > mostOptions)
      throw new Refusal("invalid", "fields.options.tooMany", { field: "newOptions" });
    if (hasOptions(before.kind) && after.every(({ retired }) => retired))
      throw new Refusal("invalid", "fields.options.none", { field: "newOptions" });
    await tx.db.customerField.updateMany({
      where: { id, version },
      data: {
        label: named,
        options: json(after),
        ...(named === before.label ? {} : { formerLabels: { push: before.label } }),
        version: { increment: 1 },
      },
    });
    await recordEvent(tx, "customer_field.changed", { kind: "customer_field", id });
    return { version: version + 1 };
  });
}

export const moveFieldInput = z.object({ id: z.uuid(), to: z.enum(["up", "down"]) });

/** One place up or down among the fields in use; calm at the ends. */
export async function moveField(
  tenant: TenantScope,
  { id, to }: z.output<typeof moveFieldInput>,
): Promise<void> {
  return inTransaction(tenant, async (tx) => {
    const shown = (await lockedFields(tx)).filter(({ retired }) => !retired);
    const from = shown.indexOf(fieldIn(shown, id));
    const other = shown[from + (to === "up" ? -1 : 1)];
    if (!other) return;
    const order = shown.map((field) => field.id);
    order[order.indexOf(other.id)] = id;
    order[from] = other.id;
    for (const [at, one] of order.entries())
      await tx.db.customerField.updateMany({ where: { id: one }, data: { position: at + 1 } });
  });
}

export const fieldInput = z.object({ id: z.uuid() });
type OneField = z.output<typeof fieldInput>;

/** Hides a field everywhere; its values stay and come back with it. */
export const retireField = (tenant: TenantScope, field: OneField): Promise<OneField> =>
  markField(tenant, field, true);

/** Shows a retired field again, behind the others, with the values it had. */
export const bringFieldBack = (tenant: TenantScope, field: OneField): Promise<OneField> =>
  markField(tenant, field, false);

async function markField(tenant: TenantScope, { id }: OneField, retire: boolean): Promise<OneField> {
  return inTransaction(tenant, async (tx) => {
    const fields = await lockedFields(tx);
    const field = fieldIn(fields, id);
    if (field.retired === retire) return { id };
    const shown = fields.filter(({ retired }) => !retired);
    if (!retire && shown.length >= mostFields)
      throw new Refusal("limit", "fields.tooMany", { most: mostFields });
    const last = 1 + Math.max(0, ...shown.map(({ position }) => position));
    await tx.db.customerField.updateMany({
      where: { id },
      data: {
        retiredAt: retire ? tx.now : null,
        ...(retire ? {} : { position: last }),
        version: { increment: 1 },
      },
    });
    const type = retire ? "customer_field.retired" : "customer_field.brought_back";
    await recordEvent(tx, type, { kind: "customer_field", id });
    return { id };
  });
}

/** Fields of a tenant are changed one at a time: labels, places and their number depend on each other. */
async function lockedFields(tx: Tx): Promise<CustomerFieldDefinition[]> {
  const name = `customer fields ${tx.tenantId}`;
  await tx.db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${name}, 0))`;
  return fieldsOf(tx, { retiredToo: true });
}

function fieldIn(fields: CustomerFieldDefinition[], id: string): CustomerFieldDefinition {
  const field = fields.find((one) => one.id === id);
  if (!field) throw new Refusal("not_found", "errors.not_found");
  return field;
}

/** Also earlier labels of another field are taken: texts that were written with them still mean that one. */
async function refuseTakenLabel(tx: Tx, label: string, own: string | null): Promise<void> {
  const taken = await tx.db.customerField.findFirst({
    where: { OR: [{ label }, { formerLabels: { has: label } }], ...(own ? { id: { not: own } } : {}) },
    select: { retiredAt: true },
  });
  if (taken)
    throw new Refusal("invalid", taken.retiredAt ? "fields.label.retired" : "fields.label.taken", {
      field: "label",
    });
}

function withNew(options: FieldOption[], labels: readonly string[]): FieldOption[] {
  const known = new Set(options.map(({ label }) => label));
  const made = labels.filter((label) => !known.has(label));
  const last = Math.max(0, ...options.map(({ key }) => Number(key.slice(1)) || 0));
  return [...options, ...made.map((label, at) => ({ key: `o${last + at + 1}`, label, retired: false }))];
}

const json = (options: FieldOption[]) => options as unknown as Prisma.InputJsonValue;
