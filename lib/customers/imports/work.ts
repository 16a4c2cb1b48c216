import type { Prisma } from "@/lib/platform/database/generated/client";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import { fieldsOf } from "../fields/fields";
import { applyImport } from "./applying";
import { checkImport } from "./checking";
import { findHeader } from "./header";
import { headerAt, type ImportState } from "./imports";
import { insertRows } from "./insert-rows";
import { guessMeanings } from "./meaning";
import { readInChild } from "./read-in-child";
import { type TableLine, UnreadableTable } from "./text-table";
import { undoImport } from "./undoing";

/** A job names the import; what is to be done stands in its state. */
export interface ImportJob {
  tenantId: string;
  importId: string;
}

/** Rows from which the meaning of columns is guessed. */
const samples = 20;

/**
 * Does what an import waits for. May run twice: a worker that takes over from one that died goes on where it ended, and reads or
 * checks anew what was not finished.
 */
export async function workOnImport(tenant: TenantScope, importId: string): Promise<void> {
  const row = await inTransaction(tenant, ({ db }) =>
    db.customerImport.findFirst({ where: { id: importId }, select: { state: true } }),
  );
  switch (row?.state as ImportState | undefined) {
    case "reading":
      return readImport(tenant, importId);
    case "checking":
      await inTransaction(tenant, ({ db }) =>
        db.customerImport.updateMany({ where: { id: importId }, data: { progress: 0 } }),
      );
      await checkImport(tenant, importId);
      return become(tenant, importId, "checking", { state: "checked" });
    case "importing":
      await applyImport(tenant, importId);
      return inTransaction(tenant, async (tx) => {
        await become(tx, importId, "importing", { state: "done", finishedAt: tx.now });
        // The rows hold what was in it; the file itself is needed no more.
        await tx.db.storedFile.deleteMany({ where: { id: importId } });
      });
    case "undoing":
      await undoImport(tenant, importId);
      return inTransaction(tenant, async (tx) => {
        await become(tx, importId, "undoing", { state: "undone", undoneAt: tx.now });
        // What the file said of people goes with them; only a row that stays tells whom it is about.
        await tx.db.customerImportRow.updateMany({
          where: { importId, stays: { isEmpty: true } },
          data: { cells: [], repairs: [], differences: [] },
        });
      });
    default:
      return;
  }
}

const become = async (
  tenant: TenantScope | Tx,
  id: string,
  from: ImportState,
  data: Prisma.CustomerImportUpdateManyMutationInput & { state: ImportState },
): Promise<void> => {
  await inTransaction(tenant, ({ db }) =>
    db.customerImport.updateMany({
      where: { id, state: from },
      data: { ...data, version: { increment: 1 } },
    }),
  );
};

async function readImport(tenant: TenantScope, importId: string): Promise<void> {
  const file = await inTransaction(tenant, async ({ db }) => {
    await db.customerImportRow.deleteMany({ where: { importId } });
    await db.customerImport.updateMany({ where: { id: importId }, data: { progress: 0 } });
    return db.storedFile.findFirstOrThrow({ where: { id: importId }, select: { bytes: true } });
  });
  const first: TableLine[] = [];
  let count = 0;
  try {
    const about = await readInChild(file.bytes, async (lines) => {
      first.push(...lines.slice(0, Math.max(0, samples + 10 - first.length)));
      count += lines.length;
      await inTransaction(tenant, async (tx) => {
        await insertRows(
          tx,
          "customer_import_row",
          ["import_id", "line", "cells"],
          lines.map(({ line, cells }) => ({ import_id: importId, line, cells })),
        );
        await tx.db.customerImport.updateMany({ where: { id: importId }, data: { progress: count } });
      });
    });
    await inTransaction(tenant, async (tx) => {
      const headerLine = findHeader(first)?.line ?? null;
      const header = await headerAt(tx, importId, headerLine);
      const columns = await guessedColumns(tx, header, first);
      await become(tx, importId, "reading", {
        ...header,
        state: "mapping",
        format: about.format,
        encoding: about.encoding,
        delimiter: about.delimiter,
        blankLines: about.blank,
        mapping: { headerLine, columns, policy: "ask", history: "tags" },
      });
    });
  } catch (error) {
    if (!(error instanceof UnreadableTable)) throw error;
    await become(tenant, importId, "reading", { state: "unreadable", problem: error.reason });
  }
}

/** What the columns mean: as the same titles were mapped last time, else guessed. */
async function guessedColumns(
  tx: Tx,
  { titles, headerKey: key }: { titles: string[]; headerKey: string | null },
  first: readonly TableLine[],
): Promise<string[]> {
  const fields = await fieldsOf(tx);
  const remembered = key
    ? await tx.db.importMapping.findFirst({ where: { headerKey: key }, select: { columns: true } })
    : null;
  const stillThere = (column: string) =>
    !column.startsWith("field-") || fields.some(({ id }) => `field-${id}` === column);
  if (remembered) return remembered.columns.map((column) => (stillThere(column) ? column : "ignore"));
  const header = findHeader(first)?.line ?? 0;
  const behind = first.filter(({ line }) => line > header).slice(0, samples);
  return guessMeanings(
    titles,
    behind.map(({ cells }) => cells),
    fields,
  );
}
