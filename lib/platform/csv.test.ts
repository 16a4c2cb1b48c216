import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";

import { type CsvCell, csvLine, csvMark } from "./csv";

const read = (file: string): string[][] => parse(file, { bom: true, record_delimiter: "\r\n" });
/** Where spreadsheets begin to calculate. */
const calculates = (cell: string) => /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/.test(cell);
const naive = (cells: readonly CsvCell[]) =>
  `${cells.map((cell) => (cell === null ? "" : `"${String(cell).replaceAll('"', '""')}"`)).join(",")}\r\n`;

test.each<[CsvCell, string]>([
  ["김영희", "김영희"],
  ["010-1234-5678", "010-1234-5678"],
  ["=HYPERLINK(1)", "'=HYPERLINK(1)"],
  ["+821012345678", "'+821012345678"],
  ["-1", "'-1"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["\t=1", "'\t=1"],
  ["\r=1", "'\r=1"],
  ["  =1", "'  =1"],
  ["＝1", "'＝1"],
  ["a=1", "a=1"],
  [3, "3"],
  [-3, "'-3"],
  [null, ""],
])("%j is written as %j (row 116)", (cell, expected) => {
  expect(read(csvMark + csvLine([cell, "x"]))).toEqual([[expected, "x"]]);
});

const cells = fc.array(
  fc.oneof(
    fc.string({ unit: "binary", maxLength: 12 }),
    fc.string({ unit: fc.constantFrom("=", "+", "-", "@", "\t", "\r", "\n", '"', ",", ";", " ", "가", "'") }),
    fc.constantFrom("=1+1", '",=1', "\n=1", '"=1"', "010-1234-5678"),
  ),
  { minLength: 2, maxLength: 5 },
);
/** Excel cannot hold lone halves of letters, and neither can UTF-8. */
const whole = (rows: string[][]) => rows.map((row) => row.map((cell) => cell.toWellFormed()));

test("whatever was typed, the file reads as the same cells and none is a formula", () => {
  fc.assert(
    fc.property(fc.array(cells, { minLength: 1, maxLength: 4 }), (given) => {
      const rows = whole(given);
      const width = Math.max(...rows.map((row) => row.length));
      const even = rows.map((row) => [...row, ...Array<string>(width - row.length).fill("x")]);
      const back = read(csvMark + even.map(csvLine).join(""));
      expect(back.flat().filter(calculates)).toEqual([]);
      const bare = back.map((row, y) =>
        row.map((cell, x) => (cell === `'${even[y]?.[x]}` ? cell.slice(1) : cell)),
      );
      expect(bare).toEqual(even);
    }),
    { numRuns: 2_000 },
  );
});

test("control: a writer that only quotes lets formulas through, one that does not quote loses cells", () => {
  expect(
    read(naive(["=1+1"]))
      .flat()
      .filter(calculates),
  ).toEqual(["=1+1"]);
  expect(() => read('a,b\r\n"open,c\r\n')).toThrow();
  expect(read(`${["a,b", "c"].join(",")}\r\n`)).not.toEqual([["a,b", "c"]]);
});
