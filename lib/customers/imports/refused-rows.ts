import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";

import { type ImportRowLine, importRows, importSummary } from "./imports";

const portion = 1000;

export interface RefusedRows {
  /** A title for each column; rows that are wider than the titles have untitled ones. */
  titles: string[];
  /** The rows as they stood in the file, a portion at a time, in the order of their lines. */
  portions: () => AsyncGenerator<ImportRowLine[]>;
}

/** The rows of a file that could not be taken, read as they are asked for: a whole file of them is never held. */
export async function refusedRows(tenant: TenantScope, id: string): Promise<RefusedRows> {
  const { titles } = await importSummary(tenant, id);
  const [widest] = await inTransaction(
    tenant,
    ({ db, tenantId }) => db.$queryRaw<{ width: number | null }[]>`
      SELECT max(cardinality(r.cells)) AS width FROM customer_import_row r
      WHERE r.tenant_id = ${tenantId}::uuid AND r.import_id = ${id}::uuid AND r.verdict = 'refuse'`,
  );
  const width = Math.max(titles.length, widest?.width ?? 0);
  return {
    titles: Array.from({ length: width }, (_, place) => titles[place] ?? ""),
    async *portions() {
      let after = 0;
      for (;;) {
        const rows = await importRows(tenant, id, { verdict: "refuse", after, atMost: portion });
        if (rows.length > 0) yield rows;
        if (rows.length < portion) return;
        after = rows.at(-1)?.line ?? after;
      }
    },
  };
}
