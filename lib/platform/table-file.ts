import { Readable } from "node:stream";

import { type CsvCell, csvLine, csvMark } from "./csv";
import { xlsxFile } from "./xlsx";

/** What a cell of a file that we write may hold. A day is "2026-11-23". */
export type TableCell = CsvCell | { day: string };

export const tableFormats = ["csv", "xlsx"] as const;
export type TableFormat = (typeof tableFormats)[number];

export const mediaTypes: Record<TableFormat, string> = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/**
 * A table as a file that spreadsheets open, written as its rows come: the reader sets the pace, and a portion of rows is the most that
 * is held. An error on the way breaks the file off, so that half of it is never taken for the whole.
 */
export const tableFile = (
  format: TableFormat,
  head: readonly string[],
  portions: AsyncIterable<readonly (readonly TableCell[])[]>,
): ReadableStream<Uint8Array> =>
  Readable.toWeb(
    format === "xlsx" ? xlsxFile(head, portions) : Readable.from(csvPortions(head, portions)),
  ) as ReadableStream<Uint8Array>;

async function* csvPortions(
  head: readonly string[],
  portions: AsyncIterable<readonly (readonly TableCell[])[]>,
): AsyncGenerator<Buffer> {
  yield Buffer.from(csvMark + csvLine(head));
  for await (const rows of portions) yield Buffer.from(rows.map((row) => csvLine(row.map(plain))).join(""));
}

const plain = (cell: TableCell): CsvCell => (typeof cell === "object" && cell !== null ? cell.day : cell);
