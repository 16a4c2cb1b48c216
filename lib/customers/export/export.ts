import type { z } from "zod";
import { Prisma } from "@/lib/platform/database/generated/client";
import { recordEvent } from "@/lib/platform/events";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { mostSheetRows } from "@/lib/platform/xlsx";

import type { Selection } from "../bulk/schema";
import { chosenWhere } from "../bulk/selection";
import { fieldsOf } from "../fields/fields";
import type { CustomerFieldDefinition } from "../fields/schema";
import { countMatching } from "../list/customer-list";
import { type CustomerLine, linesOf } from "../list/lines";
import { conditionsOf, fieldOf, type ListColumn, plainColumns, readListAddress } from "../list/query";
import type { ExportExtent, exportInput } from "./schema";

const pageSize = 1000;

export interface ExportBegun {
  count: number;
  /** Business time of the export. */
  now: Date;
  /** What stands beside the name, in the order of the file. */
  columns: ListColumn[];
  /** Own fields in use, in their order. */
  fields: CustomerFieldDefinition[];
}

/** How many a file would hold, to say it before it is made. */
export const exportCount = (tenant: TenantScope, selection: Selection): Promise<number> =>
  inTransaction(tenant, async (tx) => countMatching(tx, await chosenWhere(tx, selection)));

/**
 * Notes who takes whose data away, why and from where, before the first line leaves (domain.md row 44): a file that was
 * broken off was still given out. Refused when others fit than were shown.
 */
export async function beginExport(
  tenant: TenantScope,
  { reason, format, extent, ...selection }: z.output<typeof exportInput>,
  network: string,
): Promise<ExportBegun> {
  return inTransaction(tenant, async (tx) => {
    const count = await countMatching(tx, await chosenWhere(tx, selection));
    if (selection.all !== undefined && selection.all !== count)
      throw new Refusal("conflict", "customerList.countChanged", { count });
    if (count === 0) throw new Refusal("invalid", "customerList.bulk.nobodyChosen");
    if (format === "xlsx" && count > mostSheetRows)
      throw new Refusal("limit", "customerList.exporting.tooManyForSheet", { most: mostSheetRows });
    const fields = await fieldsOf(tx);
    const columns = columnsOf(selection, extent, fields);
    // Words that were searched for are somebody's name or number: they are not kept.
    const filter = selection.all === undefined ? null : conditionsOf(readListAddress(selection.query));
    await recordEvent(
      tx,
      "customers.exported",
      // Everything that left is found by the business it left.
      { kind: "tenant", id: tx.tenantId },
      { count, reason, filter, network, format, columns },
    );
    return { count, now: tx.now, columns, fields };
  });
}

/** The list's own columns, or every one. A field that was put away meanwhile has none. */
function columnsOf(
  { query }: Selection,
  extent: ExportExtent,
  fields: readonly CustomerFieldDefinition[],
): ListColumn[] {
  const own = fields.map(({ id }): ListColumn => `field-${id}`);
  if (extent === "all") return [...plainColumns, ...own];
  return readListAddress(query).columns.filter((column) => !fieldOf(column) || own.includes(column));
}

/**
 * The customers of an export a page at a time, each page in a transaction of its own, so that neither memory nor the
 * database holds all of them. Notes are never among it.
 */
export async function* exportedLines(
  tenant: TenantScope,
  selection: Selection,
  columns: readonly ListColumn[],
): AsyncGenerator<CustomerLine[]> {
  let after = "00000000-0000-0000-0000-000000000000";
  for (;;) {
    const lines = await inTransaction(tenant, async (tx) => {
      const page = Prisma.sql`SELECT c.* FROM customer c WHERE ${await chosenWhere(tx, selection)}
        AND c.id > ${after}::uuid ORDER BY c.id LIMIT ${pageSize}`;
      return linesOf(tx, page, columns, Prisma.sql`c.id`);
    });
    if (lines.length > 0) yield lines;
    if (lines.length < pageSize) return;
    after = lines.at(-1)?.id ?? after;
  }
}
