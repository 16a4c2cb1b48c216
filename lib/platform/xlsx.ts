import type { Readable } from "node:stream";

import { looksLikeFormula } from "./csv";
import type { TableCell } from "./table-file";
import { zipFile } from "./zip-file";

/** Rows of a sheet below its heads, and letters of a cell: Excel opens no more. */
export const mostSheetRows = 1_048_575;
const longestCell = 32_767;

/**
 * A workbook of one sheet, written as its rows come: never more than a portion of them is held (write-excel-file holds all). Text is
 * text whatever it begins with: it stands in the cell as typed, and the mark that Excel itself sets for a leading apostrophe keeps it
 * so when somebody edits the cell (domain.md row 116). Days are days.
 */
export function xlsxFile(
  head: readonly string[],
  portions: AsyncIterable<readonly (readonly TableCell[])[]>,
): Readable {
  return zipFile([
    ...Object.entries(parts).map(([name, text]) => ({
      name,
      level: 6,
      chunks: async function* () {
        yield Buffer.from(declaration + text);
      },
    })),
    { name: sheetPart, level: 1, chunks: () => sheetOf(head, portions) },
  ]);
}

async function* sheetOf(
  head: readonly string[],
  portions: AsyncIterable<readonly (readonly TableCell[])[]>,
): AsyncGenerator<Buffer> {
  const names = head.map((_, column) => columnName(column));
  yield Buffer.from(
    `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0">` +
      `<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>` +
      `<cols><col min="1" max="${Math.max(1, head.length)}" width="18" customWidth="1"/></cols><sheetData>` +
      rowOf(1, head, names, style.head),
  );
  let line = 1;
  for await (const rows of portions) {
    let text = "";
    for (const row of rows) {
      line += 1;
      text += rowOf(line, row, names, style.plain);
    }
    yield Buffer.from(text);
  }
  yield Buffer.from("</sheetData></worksheet>");
}

function rowOf(line: number, cells: readonly TableCell[], names: readonly string[], usual: number): string {
  let text = `<row r="${line}">`;
  for (const [column, cell] of cells.entries())
    text += cellOf(`${names[column] ?? columnName(column)}${line}`, cell, usual);
  return `${text}</row>`;
}

function cellOf(place: string, cell: TableCell, usual: number): string {
  if (cell === null || cell === "") return "";
  if (typeof cell === "number")
    return Number.isFinite(cell)
      ? `<c r="${place}"><v>${cell}</v></c>`
      : textCell(place, String(cell), usual);
  if (typeof cell === "string") return textCell(place, cell, usual);
  const serial = serialOf(cell.day);
  return serial === null
    ? textCell(place, cell.day, usual)
    : `<c r="${place}" s="${style.day}"><v>${serial}</v></c>`;
}

function textCell(place: string, text: string, usual: number): string {
  const marked = looksLikeFormula(text) ? style.marked : usual;
  return `<c r="${place}" s="${marked}" t="inlineStr"><is><t xml:space="preserve">${written(text)}</t></is></c>`;
}

/** Days since Excel's beginning; null before March 1900, where it counts a day that never was, and for what is no day. */
function serialOf(day: string): number | null {
  const days = Date.parse(`${day}T00:00:00Z`) / 86_400_000 + 25_569;
  return Number.isInteger(days) && days > 60 ? days : null;
}

const special = /[&<>\r]/g;
const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;" };
/** What XML 1.0 cannot hold. */
const unwritable = /[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu;

const written = (text: string): string =>
  text
    .slice(0, longestCell)
    .toWellFormed()
    .replaceAll(unwritable, "")
    .replaceAll(special, (sign) => entities[sign] as string);

/** A, B … Z, AA …, counted from 0. */
function columnName(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : columnName(Math.floor(column / 26) - 1) + letter;
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const packaged = "http://schemas.openxmlformats.org/package/2006";
const kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const sheetPart = "xl/worksheets/sheet1.xml";

/** Places of the styles below. */
const style = { plain: 0, day: 1, marked: 2, head: 3 };
const xf = (more: string) => `<xf fillId="0" borderId="0" xfId="0" ${more}/>`;

const parts: Record<string, string> = {
  "[Content_Types].xml":
    `<Types xmlns="${packaged}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    `<Override PartName="/xl/workbook.xml" ContentType="${kinds}.sheet.main+xml"/>` +
    `<Override PartName="/xl/styles.xml" ContentType="${kinds}.styles+xml"/>` +
    `<Override PartName="/${sheetPart}" ContentType="${kinds}.worksheet+xml"/></Types>`,
  "_rels/.rels":
    `<Relationships xmlns="${packaged}/relationships">` +
    `<Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  "xl/workbook.xml":
    `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>` +
    '<sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>',
  "xl/_rels/workbook.xml.rels":
    `<Relationships xmlns="${packaged}/relationships">` +
    `<Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/>` +
    `<Relationship Id="rId2" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
  "xl/styles.xml":
    `<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>` +
    '<fonts count="2"><font><sz val="11"/></font><font><b/><sz val="11"/></font></fonts>' +
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
    '<borders count="1"><border/></borders>' +
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
    `<cellXfs count="4">${xf('numFmtId="0" fontId="0"')}${xf('numFmtId="164" fontId="0" applyNumberFormat="1"')}` +
    `${xf('numFmtId="49" fontId="0" quotePrefix="1" applyNumberFormat="1"')}${xf('numFmtId="0" fontId="1" applyFont="1"')}</cellXfs></styleSheet>`,
};
