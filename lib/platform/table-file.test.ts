import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readXlsxTable } from "@/lib/customers/imports/xlsx-table";

import { type TableCell, tableFile } from "./table-file";

const bytesOf = async (stream: ReadableStream<Uint8Array>) =>
  new Uint8Array(await new Response(stream).arrayBuffer());

async function* inPortions(rows: readonly TableCell[][], size: number) {
  for (let from = 0; from < rows.length; from += size) yield rows.slice(from, from + size);
}

const workbook = async (head: string[], rows: TableCell[][], size = 2) =>
  (await readXlsxTable(await bytesOf(tableFile("xlsx", head, inPortions(rows, size))))).lines.map(
    ({ cells }) => cells,
  );

const sheetOf = async (rows: TableCell[][]) => {
  const bytes = await bytesOf(tableFile("xlsx", ["a"], inPortions(rows, 10)));
  const { unzipSync, strFromU8 } = await import("fflate");
  const unpacked = unzipSync(bytes);
  return strFromU8(unpacked["xl/worksheets/sheet1.xml"] as Uint8Array);
};

const row: TableCell[] = ['=HYPERLINK("x")', "010-1234-5678", { day: "2026-11-23" }, 3, null, "<a & b>"];

test("both kinds hold the same cells: telephone numbers as text, days as days, numbers as numbers (row 116)", async () => {
  const head = ["이름", "전화", "날", "수", "빈", "글"];
  expect(await workbook(head, [row, row, row])).toEqual([
    head,
    ...[row, row, row].map(() => ['=HYPERLINK("x")', "010-1234-5678", "2026-11-23", "3", "", "<a & b>"]),
  ]);
  const csv = new TextDecoder("utf-8", { ignoreBOM: true }).decode(
    await bytesOf(tableFile("csv", head, inPortions([row], 1))),
  );
  expect(csv.startsWith("\uFEFF이름")).toBe(true);
  expect(parse(csv, { bom: true })[1]).toEqual([
    '\'=HYPERLINK("x")',
    "010-1234-5678",
    "2026-11-23",
    "3",
    "",
    "<a & b>",
  ]);
});

test("in a workbook every text is a text cell, and what looks like a formula is marked to stay one when edited", async () => {
  const sheet = await sheetOf([["=1+1", "+82", "-1", "@x", "＝1", " =1", "a=1", "010"]]);
  expect(sheet).not.toContain("<f>");
  const marked = [...sheet.matchAll(/<c r="([A-Z]+)2" s="2" t="inlineStr">/g)].map(([, column]) => column);
  expect(marked).toEqual(["A", "B", "C", "D", "E", "F"]);
});

test("control: a cell written as a formula is seen by the same look", async () => {
  const sheet = (await sheetOf([["=1+1"]])).replace(/<c r="A2"[^>]*>.*?<\/c>/, '<c r="A2"><f>1+1</f></c>');
  expect(sheet).toContain("<f>");
});

test("whatever stands in the cells, the workbook is read back as the same texts", async () => {
  const text = fc.string({ unit: "binary", minLength: 1, maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 4 }), async (given) => {
      const rows = given.map(([a, b]) => [`a${a}`, `b${b}z`]);
      const readable = (cell: string) =>
        cell.toWellFormed().replaceAll(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu, "");
      expect(await workbook(["x", "y"], rows)).toEqual([
        ["x", "y"],
        ...rows.map((cells) => cells.map(readable)),
      ]);
    }),
    { numRuns: 100 },
  );
});

test.each(["csv", "xlsx"] as const)(
  "%s: a portion is asked for only when the one before was taken, and an end of the reader ends the rows",
  async (format) => {
    let asked = 0;
    let ended = false;
    async function* endless() {
      try {
        for (;;) {
          asked += 1;
          yield Array.from({ length: 500 }, (_, place): TableCell[] => [
            `${asked} ${place} ${Math.sin(asked * 500 + place)}`.repeat(4),
          ]);
        }
      } finally {
        ended = true;
      }
    }
    const reader = tableFile(format, ["x"], endless()).getReader();
    while (asked < 3) await reader.read();
    expect(asked).toBeLessThan(60);
    await reader.cancel();
    await expect.poll(() => ended).toBe(true);
  },
);

test.each(["csv", "xlsx"] as const)("%s: rows that fail break the file off", async (format) => {
  async function* failing(): AsyncGenerator<TableCell[][]> {
    yield [["a"]];
    throw new Error("away");
  }
  await expect(bytesOf(tableFile(format, ["x"], failing()))).rejects.toThrow();
});
