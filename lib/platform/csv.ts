/** What a cell may hold. Numbers of ours stay numbers; everything that somebody typed is text. */
export type CsvCell = string | number | null;

/** Tells Excel that what follows is UTF-8. */
export const csvMark = "\uFEFF";

/**
 * What a spreadsheet might calculate instead of show: Excel, Sheets and LibreOffice begin a formula at these, also after
 * spaces, and in East Asian versions at their wide forms.
 */
const formula = /^[\s\uFEFF\u200B]*[=+\-@\t\r\n＝＋－＠|%]|^[\t\r\n]/u;
export const looksLikeFormula = (text: string): boolean => formula.test(text);

/** One line of a file that spreadsheets open; the one writer of them (domain.md row 116). */
export const csvLine = (cells: readonly CsvCell[]): string => `${cells.map(csvCell).join(",")}\r\n`;

function csvCell(cell: CsvCell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return Number.isFinite(cell) && cell >= 0 ? String(cell) : quoted(`'${cell}`);
  return quoted(looksLikeFormula(cell) ? `'${cell}` : cell);
}

const quoted = (text: string) =>
  /[",\r\n;\t]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
