import { Prisma } from "@/lib/platform/database/generated/client";
import type { Tx } from "@/lib/platform/tenancy";

/** Tables that a file of customers is written into. */
type Table =
  | "attendance"
  | "contact_point"
  | "customer"
  | "customer_field_value"
  | "customer_import_row"
  | "customer_note"
  | "customer_shop"
  | "customer_tag"
  | "enrollment"
  | "shop";

/** A row by the database's own names; a missing column is null. The tenant is added here. */
export type Row = Record<string, unknown>;

/**
 * Writes many rows in one statement with one value: to put thousands of values into a statement one by one costs a client more than the
 * rows cost the database. `columns` are all that any of the rows has.
 */
export async function insertRows(
  { db, tenantId }: Tx,
  table: Table,
  columns: readonly string[],
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return;
  const names = Prisma.raw(["tenant_id", ...columns].map((name) => `"${name}"`).join(", "));
  const values = Prisma.raw(columns.map((name) => `r."${name}"`).join(", "));
  await db.$executeRaw(Prisma.sql`
    INSERT INTO ${Prisma.raw(`"${table}"`)} (${names})
    SELECT ${tenantId}::uuid, ${values}
    FROM json_populate_recordset(NULL::${Prisma.raw(`"${table}"`)}, ${JSON.stringify(rows)}::json) AS r`);
}
