import { Prisma } from "@/lib/platform/database/generated/client";
import { dateOfDay, dayOf } from "@/lib/platform/formats/calendar-day";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import { fieldsOf, fieldValuesOf, putFieldValues } from "../fields/fields";
import type { FieldValue } from "../fields/schema";
import { leaveShop } from "../shops";
import { removePastEnrollments } from "./past-runs";
import type { Written } from "./writer";

const portion = 250;
/** As far as the column goes. */
const lastLine = 2_147_483_647;

/**
 * Takes back what an import wrote, the last row first, and nothing else: what somebody changed since stays as that person
 * left it, and the row says what stays and why. A customer whom the import made goes unless something was done with them.
 */
export async function undoImport(tenant: TenantScope, importId: string): Promise<void> {
  for (let before: number | null = lastLine; before !== null; )
    before = await undoPortion(tenant, importId, before);
}

/** Takes back rows before a line behind which all are; answers the last one's line, or null where none was left. */
async function undoPortion(tenant: TenantScope, importId: string, before: number): Promise<number | null> {
  return inTransaction(tenant, async (tx) => {
    const held = await tx.db.$queryRaw<unknown[]>`
      SELECT 1 FROM customer_import i
      WHERE i.tenant_id = ${tx.tenantId}::uuid AND i.id = ${importId}::uuid AND i.state = 'undoing' FOR UPDATE`;
    if (held.length === 0) return null;
    // As in applying.ts: plans made while the tables were small are no good for what they hold now.
    await tx.db.$executeRaw`DISCARD PLANS`;
    const rows = await tx.db.customerImportRow.findMany({
      where: { importId, line: { lt: before }, applied: true, written: { not: Prisma.AnyNull } },
      orderBy: { line: "desc" },
      take: portion,
      select: { line: true, written: true },
    });
    if (rows.length === 0) return null;
    const written = rows.map((row) => row.written as unknown as Written);
    const used = await usedSince(
      tx,
      importId,
      written.filter(({ created }) => created).map(({ customerId }) => customerId),
    );
    const gone: string[] = [];
    const taken: { line: number; stays: string[]; gone: boolean }[] = [];
    for (const [place, { line }] of rows.entries()) {
      const one = written[place] as Written;
      const stays = one.created ? (used.get(one.customerId) ?? []) : await takeBack(tx, one);
      const goes = one.created && stays.length === 0;
      if (goes) gone.push(one.customerId);
      taken.push({ line, stays, gone: goes });
    }
    await tx.db.$executeRaw`
      UPDATE customer_import_row r SET written = NULL, stays = j.stays, customer_id = CASE WHEN NOT j.gone THEN r.customer_id END
      FROM jsonb_to_recordset(${JSON.stringify(taken)}::jsonb) AS j (line int, stays text[], gone boolean)
      WHERE r.tenant_id = ${tx.tenantId}::uuid AND r.import_id = ${importId}::uuid AND r.line = j.line`;
    await removePastEnrollments(
      tx,
      written.filter(({ customerId }) => gone.includes(customerId)).flatMap((one) => one.enrollments ?? []),
    );
    await removeCustomers(tx, gone);
    await tx.db.customerImport.updateMany({
      where: { id: importId },
      data: { progress: { increment: rows.length } },
    });
    return rows.at(-1)?.line ?? null;
  });
}

/** Of the customers an import made: why one stays, message keys; nobody of whom nothing is known but the import. */
async function usedSince(tx: Tx, importId: string, ids: readonly string[]): Promise<Map<string, string[]>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.db.$queryRaw<{ id: string; reasons: string[] }[]>`
    SELECT c.id, array_remove(ARRAY[
      CASE WHEN EXISTS (SELECT FROM event e WHERE e.tenant_id = c.tenant_id AND e.customer_id = c.id
        AND starts_with(e.type, 'customer.') AND e.type <> 'customer.imported') THEN 'edited' END,
      CASE WHEN EXISTS (SELECT FROM enrollment e WHERE e.tenant_id = c.tenant_id AND e.customer_id = c.id
        AND (e.origin <> 'import' OR e.version > 1 OR EXISTS (SELECT FROM attendance a
          WHERE a.tenant_id = e.tenant_id AND a.enrollment_id = e.id AND a.version > 1))) THEN 'applied' END,
      CASE WHEN EXISTS (SELECT FROM message m WHERE m.tenant_id = c.tenant_id AND m.customer_id = c.id)
        OR EXISTS (SELECT FROM inbound_message m WHERE m.tenant_id = c.tenant_id AND m.customer_id = c.id) THEN 'texted' END,
      CASE WHEN EXISTS (SELECT FROM task t WHERE t.tenant_id = c.tenant_id AND t.customer_id = c.id) THEN 'task' END,
      CASE WHEN EXISTS (SELECT FROM customer_file f WHERE f.tenant_id = c.tenant_id AND f.customer_id = c.id) THEN 'file' END,
      CASE WHEN EXISTS (SELECT FROM customer_group_member g WHERE g.tenant_id = c.tenant_id AND g.customer_id = c.id) THEN 'group' END,
      CASE WHEN EXISTS (SELECT FROM answer a WHERE a.tenant_id = c.tenant_id AND a.customer_id = c.id)
        OR EXISTS (SELECT FROM survey_response s WHERE s.tenant_id = c.tenant_id AND s.customer_id = c.id) THEN 'answered' END,
      CASE WHEN EXISTS (SELECT FROM consent k WHERE k.tenant_id = c.tenant_id AND k.customer_id = c.id AND k.basis = 'given') THEN 'consent' END,
      CASE WHEN EXISTS (SELECT FROM customer_note n WHERE n.tenant_id = c.tenant_id AND n.customer_id = c.id AND n.author_id IS NOT NULL)
        THEN 'note' END,
      CASE WHEN EXISTS (SELECT FROM customer_import_row r JOIN customer_import i ON i.tenant_id = r.tenant_id AND i.id = r.import_id
        WHERE r.tenant_id = c.tenant_id AND r.customer_id = c.id AND r.import_id <> ${importId}::uuid AND r.written IS NOT NULL) THEN 'import' END
    ], NULL) AS reasons
    FROM customer c WHERE c.tenant_id = ${tx.tenantId}::uuid AND c.id = ANY(${ids}::uuid[])`;
  return new Map([
    // Who is not seen was merged into somebody: their record belongs to that person's.
    ...ids.map((id): [string, string[]] => [id, ["imports.stays.merged"]]),
    ...rows.map(({ id, reasons }): [string, string[]] => [
      id,
      [...new Set(reasons)].map((reason) => `imports.stays.${reason}`),
    ]),
  ]);
}

/** Everything an import gave a customer goes with them; a claim is the one row of the ledger that may. */
async function removeCustomers(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const where = { customerId: { in: [...ids] } };
  const shops = await tx.db.customerShop.findMany({ where, select: { shopId: true } });
  await tx.db.customerFieldValue.deleteMany({ where });
  await tx.db.customerTag.deleteMany({ where });
  await tx.db.customerNote.deleteMany({ where });
  await tx.db.$queryRaw`SELECT remove_claims(${[...ids]}::uuid[])`;
  await tx.db.contactPoint.deleteMany({ where });
  await tx.db.customerShop.deleteMany({ where });
  await removeEmptyShops(
    tx,
    shops.map(({ shopId }) => shopId),
  );
  await tx.db.customer.deleteMany({ where: { id: { in: [...ids] } } });
}

const removeEmptyShops = (tx: Tx, ids: readonly string[]) =>
  tx.db.shop.deleteMany({ where: { id: { in: [...ids] }, businessNumber: null, customers: { none: {} } } });

/** Gives a known customer back what a row replaced or added; answers what stays and why. */
async function takeBack(tx: Tx, written: Written): Promise<string[]> {
  const { customerId: id } = written;
  const row = await tx.db.customer.findFirst({ where: { id } });
  if (!row) return [];
  const stays = new Set<string>();
  const own = (await fieldValuesOf(tx, [id])).get(id);
  const fields = await fieldsOf(tx, { retiredToo: true });
  const data: Record<string, unknown> = {};
  for (const { field, before, after } of written.values) {
    const ownId = field.startsWith("field-") ? field.slice("field-".length) : null;
    const column = field === "address" ? "road" : field;
    const stands = ownId ? (own?.get(ownId) ?? null) : standing(row[column as keyof typeof row]);
    if (String(stands) !== String(after)) stays.add("imports.stays.edited");
    else if (ownId) {
      const definition = fields.find((one) => one.id === ownId);
      if (definition) await putFieldValues(tx, id, [{ field: definition, value: before }]);
    } else if (field !== "shop")
      data[column] = field === "birthday" && before ? dateOfDay(String(before)) : before;
  }
  if (written.shop && !stays.has("imports.stays.edited")) {
    await leaveShop(tx, id, written.shop);
    await removeEmptyShops(tx, [written.shop]);
  }
  const points = await tx.db.contactPoint.deleteMany({
    where: { id: { in: written.points }, version: 1, verifiedAt: null },
  });
  if (points.count < written.points.length) stays.add("imports.stays.contact");
  if ((await removePastEnrollments(tx, written.enrollments ?? [])) > 0) stays.add("imports.stays.applied");
  await tx.db.customerTag.deleteMany({ where: { customerId: id, tagId: { in: written.tags } } });
  await tx.db.customerNote.deleteMany({ where: { id: { in: written.notes } } });
  await tx.db.customer.updateMany({ where: { id }, data: { ...data, version: { increment: 1 } } });
  return [...stays];
}

const standing = (value: unknown): FieldValue | null =>
  value instanceof Date ? dayOf(value) : ((value as string | null) ?? null);
