import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import { fieldsOf } from "../fields/fields";
import type { CustomerFieldDefinition } from "../fields/schema";
import { PastRuns, pastRunsOf } from "./past-runs";
import { type RowReading, readRow } from "./read-row";
import { type Mapping, type Meaning, mappingShape } from "./schema";

/** How a file is read, ready to read its rows. */
export interface Reader {
  mapping: Mapping;
  /** Runs that a course history may say; none where it becomes tags. */
  pastRuns: PastRuns;
  read: (cells: readonly string[]) => RowReading;
}

/** The reader of an import whose mapping stands. Own fields that were put away meanwhile count as left out. */
export async function readerOf(tx: Tx, importId: string): Promise<Reader> {
  const row = await tx.db.customerImport.findFirstOrThrow({
    where: { id: importId },
    select: { mapping: true, titles: true },
  });
  const mapping = mappingShape.parse(row.mapping);
  const fields = new Map<string, CustomerFieldDefinition>(
    (await fieldsOf(tx)).map((field) => [field.id, field]),
  );
  const pastRuns = mapping.history === "enrollments" ? await pastRunsOf(tx) : new PastRuns();
  const runOf = (words: string) => pastRuns.saidBy(words)?.id ?? null;
  return {
    mapping,
    pastRuns,
    read: (cells) => readRow(cells, mapping.columns as Meaning[], row.titles, fields, runOf),
  };
}

export interface StoredRow {
  line: number;
  cells: string[];
  choice: string | null;
}

/** The rows behind a line, a portion at a time, without titles and what stands above them; those not yet applied, or all. */
export const portionOf = (
  tenant: TenantScope | Tx,
  importId: string,
  {
    after,
    atMost,
    headerLine,
    applied,
  }: { after: number; atMost: number; headerLine: number | null; applied?: false },
): Promise<StoredRow[]> =>
  inTransaction(tenant, ({ db }) =>
    db.customerImportRow.findMany({
      where: {
        importId,
        line: { gt: Math.max(after, headerLine ?? 0) },
        ...(applied === false && { applied }),
      },
      orderBy: { line: "asc" },
      take: atMost,
      select: { line: true, cells: true, choice: true },
    }),
  );
