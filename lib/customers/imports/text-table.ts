import { CsvError, parse } from "csv-parse/sync";
import { type DecodedText, decodeText } from "@/lib/platform/decode-text";

import { longestCell, mostColumns, mostRows } from "./schema";

/** One line of a table that has something in it. */
export interface TableLine {
  /** Where the line begins in the file, the first is 1. */
  line: number;
  cells: string[];
}

export interface Table {
  lines: TableLine[];
  /** Lines with nothing in them. */
  blank: number;
  format: "csv" | "xlsx";
  encoding: DecodedText["encoding"] | null;
  delimiter: string | null;
}

export type TableRefusal =
  | "empty"
  | "tooManyRows"
  | "tooManyColumns"
  | "cellTooLong"
  | "tooMuch"
  | "unreadable";

export class UnreadableTable extends Error {
  constructor(readonly reason: TableRefusal) {
    super(reason);
  }
}

const delimiters = [",", "\t", ";", "|"] as const;
const sampleLines = 50;

/**
 * Reads separated text of any of the encodings that Korean offices make. The delimiter is the one that gives the most
 * lines of the same width. Quotes that are not closed are read as letters, as spreadsheets do. Throws UnreadableTable.
 */
export function readTextTable(bytes: Uint8Array): Table {
  const { text, encoding } = decodeText(bytes);
  if (text.includes("\0")) throw new UnreadableTable("unreadable");
  const delimiter = guessDelimiter(text);
  const records = recordsOf(text, delimiter, true) ?? recordsOf(text, delimiter, false) ?? [];
  return tableOf(
    // The library counts the line on which a record ends; one that spans lines begins before it.
    records.map(({ record, info }) => ({
      line: info.lines - record.join("").split("\n").length + 1,
      cells: record,
    })),
    { format: "csv", encoding, delimiter },
  );
}

/** Null where a quote is never closed: then quotes are letters. */
function recordsOf(
  text: string,
  delimiter: string,
  quoted: boolean,
): { record: string[]; info: { lines: number } }[] | null {
  try {
    return parse(text, {
      bom: true,
      delimiter,
      quote: quoted ? '"' : null,
      relaxColumnCount: true,
      relaxQuotes: true,
      skipEmptyLines: false,
      info: true,
      to: mostRows + 1000,
    }) as unknown as { record: string[]; info: { lines: number } }[];
  } catch (error) {
    if (error instanceof CsvError && quoted) return null;
    throw new UnreadableTable("unreadable");
  }
}

/** Leaves blank lines out, and refuses what nobody could look through. */
export function tableOf(
  lines: readonly TableLine[],
  { format, encoding, delimiter }: Pick<Table, "format" | "encoding" | "delimiter">,
): Table {
  const kept = lines
    .map(({ line, cells }) => ({ line, cells: withoutTail(cells) }))
    .filter(({ cells }) => cells.length > 0);
  if (kept.length === 0) throw new UnreadableTable("empty");
  if (kept.length > mostRows + 1) throw new UnreadableTable("tooManyRows");
  if (kept.some(({ cells }) => cells.length > mostColumns)) throw new UnreadableTable("tooManyColumns");
  if (kept.some(({ cells }) => cells.some((cell) => cell.length > longestCell)))
    throw new UnreadableTable("cellTooLong");
  return { lines: kept, blank: lines.length - kept.length, format, encoding, delimiter };
}

/** Empty cells at the end say nothing: a spreadsheet adds them where another line is longer. */
function withoutTail(cells: readonly string[]): string[] {
  const last = cells.findLastIndex((cell) => cell.trim() !== "");
  return cells.slice(0, last + 1);
}

function guessDelimiter(text: string): string {
  const sample = text.slice(0, 64 * 1024).split(/\r\n|\r|\n/, sampleLines);
  const width = (line: string, delimiter: string) => line.replace(/"[^"]*"/g, "").split(delimiter).length;
  const fits = (delimiter: string) => {
    const widths = sample.filter((line) => line.trim() !== "").map((line) => width(line, delimiter));
    const counted = Map.groupBy(
      widths.filter((one) => one > 1),
      (one) => one,
    );
    return Math.max(0, ...[...counted.values()].map((same) => same.length));
  };
  return delimiters.reduce((best, one) => (fits(one) > fits(best) ? one : best), delimiters[0]);
}
