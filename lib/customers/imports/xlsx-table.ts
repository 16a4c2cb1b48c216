import { SaxesParser } from "saxes";
import { type Entry, fromBufferPromise, type ZipFile } from "yauzl";

import { longestCell, mostColumns, mostRows } from "./schema";
import { type Table, type TableLine, tableOf, UnreadableTable } from "./text-table";

/** What a workbook may unfold to, all parts together. Bytes. A sheet of 100,000 rows and twenty columns stays below it. */
const mostUnfolded = 200 * 1024 * 1024;
const mostParts = 500;
/** Lines of a sheet, as far as Excel's go. */
const mostLines = 1_048_576;
const deepest = 20;

/**
 * Reads the first sheet of a workbook. Parts are unfolded and parsed as they come, never as a whole, so that memory follows the
 * rows and not what the file pretends to be; formulas give the value they had when the file was saved. Throws UnreadableTable.
 */
export async function readXlsxTable(bytes: Uint8Array): Promise<Table> {
  const zip = await fromBufferPromise(Buffer.from(bytes), { lazyEntries: true, autoClose: false }).catch(
    () => {
      throw new UnreadableTable("unreadable");
    },
  );
  const parts = await partsOf(zip);
  const part = (name: string) => parts.get(name);
  const sheet = part(await firstSheet(zip, parts));
  if (!sheet) throw new UnreadableTable("unreadable");
  const strings = part("xl/sharedStrings.xml");
  const styles = part("xl/styles.xml");
  const shared = strings ? await sharedStrings(zip, strings) : [];
  const days = styles ? await dayStyles(zip, styles) : new Set<number>();
  const lines = await linesOf(zip, sheet, shared, days);
  return tableOf(lines, { format: "xlsx", encoding: null, delimiter: null });
}

async function partsOf(zip: ZipFile): Promise<Map<string, Entry>> {
  const parts = new Map<string, Entry>();
  let unfolded = 0;
  if (zip.entryCount > mostParts) throw new UnreadableTable("unreadable");
  try {
    for await (const entry of zip.eachEntry()) {
      unfolded += entry.uncompressedSize;
      if (unfolded > mostUnfolded) throw new UnreadableTable("tooManyRows");
      parts.set(entry.fileName.replace(/^\//, ""), entry);
    }
  } catch (error) {
    throw error instanceof UnreadableTable ? error : new UnreadableTable("unreadable");
  }
  return parts;
}

interface Element {
  name: string;
  attributes: Record<string, string>;
}

interface Handlers {
  open?: (element: Element) => void;
  text?: (text: string) => void;
  close?: (name: string) => void;
}

/** Parses a part as it unfolds. Names come without their namespace's prefix. No entity but the five of XML is known. */
async function parsePart(zip: ZipFile, entry: Entry, handlers: Handlers): Promise<void> {
  const parser = new SaxesParser({ xmlns: false, position: false });
  const local = (name: string) => name.slice(name.indexOf(":") + 1);
  let depth = 0;
  parser.on("error", () => {
    throw new UnreadableTable("unreadable");
  });
  parser.on("doctype", () => {
    throw new UnreadableTable("unreadable");
  });
  parser.on("opentag", ({ name, attributes }) => {
    depth += 1;
    if (depth > deepest) throw new UnreadableTable("unreadable");
    handlers.open?.({ name: local(name), attributes });
  });
  parser.on("text", (text) => handlers.text?.(text));
  parser.on("closetag", ({ name }) => {
    depth -= 1;
    handlers.close?.(local(name));
  });
  const stream = await zip.openReadStreamPromise(entry).catch(() => {
    throw new UnreadableTable("unreadable");
  });
  const decoder = new TextDecoder("utf-8");
  try {
    for await (const chunk of stream) parser.write(decoder.decode(chunk as Buffer, { stream: true }));
    parser.write(decoder.decode()).close();
  } catch (error) {
    throw error instanceof UnreadableTable ? error : new UnreadableTable("unreadable");
  } finally {
    stream.destroy();
  }
}

/** The sheet that stands first in the workbook, by its relation; files of other programs number their parts otherwise. */
async function firstSheet(zip: ZipFile, parts: Map<string, Entry>): Promise<string> {
  const fallback =
    [...parts.keys()].filter((name) => /^xl\/worksheets\/[^/]+\.xml$/.test(name)).sort()[0] ?? "";
  const [book, relations] = [parts.get("xl/workbook.xml"), parts.get("xl/_rels/workbook.xml.rels")];
  if (!book || !relations) return fallback;
  let first: string | undefined;
  await parsePart(zip, book, {
    open: ({ name, attributes }) => {
      if (name === "sheet") first ??= attributes["r:id"] ?? attributes["id"];
    },
  });
  let target: string | undefined;
  await parsePart(zip, relations, {
    open: ({ name, attributes }) => {
      if (name === "Relationship" && attributes["Id"] === first) target = attributes["Target"];
    },
  });
  if (!target) return fallback;
  return target.startsWith("/") ? target.slice(1) : `xl/${target.replace(/^\.\//, "")}`;
}

/** Texts that cells name by their place. Reading hints for Chinese characters (rPh) are no text of the cell. */
async function sharedStrings(zip: ZipFile, entry: Entry): Promise<string[]> {
  const found: string[] = [];
  let current = "";
  let inText = false;
  let hints = 0;
  await parsePart(zip, entry, {
    open: ({ name }) => {
      if (name === "si") current = "";
      if (name === "rPh") hints += 1;
      inText = name === "t" && hints === 0;
    },
    text: (text) => {
      if (!inText) return;
      current += text;
      if (current.length > longestCell) throw new UnreadableTable("cellTooLong");
    },
    close: (name) => {
      if (name === "t") inText = false;
      if (name === "rPh") hints -= 1;
      if (name === "si") found.push(current);
    },
  });
  return found;
}

/** Number formats that show a day (ECMA-376, 18.8.30; 27–36 and 50–58 are those of Korean and other East Asian Excel). */
const isDayFormat = (id: number) =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);

/** Places of the cell styles whose numbers are days. */
async function dayStyles(zip: ZipFile, entry: Entry): Promise<Set<number>> {
  const custom = new Set<number>();
  const days = new Set<number>();
  let inCells = false;
  let place = 0;
  await parsePart(zip, entry, {
    open: ({ name, attributes }) => {
      if (name === "numFmt" && /[yd]|mmm/i.test(signsOf(attributes["formatCode"] ?? "")))
        custom.add(Number(attributes["numFmtId"]));
      if (name === "cellXfs") inCells = true;
      if (name !== "xf" || !inCells) return;
      const id = Number(attributes["numFmtId"]);
      if (isDayFormat(id) || custom.has(id)) days.add(place);
      place += 1;
    },
    close: (name) => {
      if (name === "cellXfs") inCells = false;
    },
  });
  return days;
}

/** A number format without the words, colours and single letters that it shows as they are. */
function signsOf(format: string): string {
  let signs = "";
  let until = "";
  for (let place = 0; place < format.length; place += 1) {
    const sign = format[place] as string;
    if (until) until = sign === until ? "" : until;
    else if (sign === '"') until = '"';
    else if (sign === "[") until = "]";
    else if (sign === "\\") place += 1;
    else signs += sign;
  }
  return signs;
}

async function linesOf(
  zip: ZipFile,
  entry: Entry,
  shared: readonly string[],
  days: ReadonlySet<number>,
): Promise<TableLine[]> {
  const lines: TableLine[] = [];
  let cells: string[] = [];
  let line = 0;
  let place = 0;
  let kind = "";
  let style = 0;
  let value = "";
  let inValue = false;
  await parsePart(zip, entry, {
    open: ({ name, attributes }) => {
      if (name === "row") {
        line = Number(attributes["r"]) || line + 1;
        if (!(line > 0 && line <= mostLines)) throw new UnreadableTable("unreadable");
        cells = [];
        place = 0;
        if (lines.length > mostRows + 1000) throw new UnreadableTable("tooManyRows");
      } else if (name === "c") {
        place = attributes["r"] ? columnOf(attributes["r"]) : cells.length;
        if (place >= mostColumns && attributes["r"]) throw new UnreadableTable("tooManyColumns");
        kind = attributes["t"] ?? "n";
        style = Number(attributes["s"] ?? 0);
        value = "";
      }
      inValue = name === "v" || name === "t";
    },
    text: (text) => {
      if (!inValue) return;
      value += text;
      if (value.length > longestCell) throw new UnreadableTable("cellTooLong");
    },
    close: (name) => {
      if (name === "v" || name === "t") inValue = false;
      if (name === "c") {
        while (cells.length < place) cells.push("");
        cells[place] = shown(value, kind, days.has(style), shared);
      }
      if (name === "row") lines.push({ line, cells });
    },
  });
  return lines;
}

/** "AB12" is column 27, counted from 0. */
function columnOf(reference: string): number {
  let column = 0;
  for (const letter of reference.slice(0, 4).toUpperCase()) {
    if (letter < "A" || letter > "Z") break;
    column = column * 26 + letter.charCodeAt(0) - 64;
  }
  return column - 1;
}

function shown(value: string, kind: string, isDay: boolean, shared: readonly string[]): string {
  if (value === "" || kind === "e") return "";
  if (kind === "s") return shared[Number(value)] ?? "";
  if (kind === "b") return value === "1" ? "TRUE" : "FALSE";
  if (kind !== "n") return value;
  const number = Number(value);
  if (!Number.isFinite(number)) return value;
  if (isDay) return dayOfSerial(number);
  // 1.0123456789E10 is how a long number is stored; nobody means it so.
  return Number.isSafeInteger(number) ? number.toFixed(0) : String(number);
}

/** A day number of Excel, which believes that 1900 had a 29 February. */
function dayOfSerial(serial: number): string {
  const whole = Math.floor(serial);
  if (whole < 1 || whole > 200_000) return String(serial);
  return new Date(Date.UTC(1899, 11, whole < 60 ? 31 : 30) + whole * 86_400_000).toISOString().slice(0, 10);
}
