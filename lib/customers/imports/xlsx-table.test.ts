import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import writeXlsxFile, { type SheetData } from "write-excel-file/node";

import { readInChild } from "./read-in-child";
import { type TableLine, UnreadableTable } from "./text-table";
import { readXlsxTable } from "./xlsx-table";

const file = async (rows: SheetData) => new Uint8Array(await writeXlsxFile(rows).toBuffer());
const cellsOf = async (bytes: Uint8Array) => (await readXlsxTable(bytes)).lines.map(({ cells }) => cells);

const sheet = (rows: string) =>
  strToU8(
    `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`,
  );
const workbook = (rows: string, more: Record<string, Uint8Array> = {}) =>
  zipSync({ "xl/worksheets/sheet1.xml": sheet(rows), ...more });

describe("a workbook", () => {
  test("text, numbers, yes and no, days", async () => {
    const bytes = await file([
      ["이름", "번호", "단골", "등록일"],
      [
        "김영희",
        1012345678,
        true,
        { value: new Date(Date.UTC(2024, 2, 5)), type: Date, format: "yyyy-mm-dd" },
      ],
    ]);
    expect(await cellsOf(bytes)).toEqual([
      ["이름", "번호", "단골", "등록일"],
      ["김영희", "1012345678", "TRUE", "2024-03-05"],
    ]);
  });

  test("a formula gives the value that was saved with it, and is never calculated", async () => {
    const cell =
      '<row r="1"><c r="A1" t="str"><f>HYPERLINK("http://x")</f><v>김영희</v></c><c r="C1"><v>1.012345678E9</v></c></row>';
    expect(await cellsOf(workbook(cell))).toEqual([["김영희", "", "1012345678"]]);
  });

  test("texts kept apart, in pieces, and with reading hints", async () => {
    const strings = strToU8(
      '<sst><si><r><t>김</t></r><r><t>영희</t></r></si><si><t>山</t><rPh sb="0" eb="1"><t>やま</t></rPh></si></sst>',
    );
    const bytes = workbook('<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>', {
      "xl/sharedStrings.xml": strings,
    });
    expect(await cellsOf(bytes)).toEqual([["김영희", "山"]]);
  });

  test("the sheet that stands first in the book, not the one whose part is called so", async () => {
    const bytes = workbook("<row><c><v>1</v></c></row>", {
      "xl/workbook.xml": strToU8(
        '<workbook xmlns:r="r"><sheets><sheet name="명단" r:id="rId9"/><sheet name="x" r:id="rId1"/></sheets></workbook>',
      ),
      "xl/_rels/workbook.xml.rels": strToU8(
        '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId9" Target="worksheets/sheet7.xml"/></Relationships>',
      ),
      "xl/worksheets/sheet7.xml": sheet("<row><c><v>7</v></c></row>"),
    });
    expect(await cellsOf(bytes)).toEqual([["7"]]);
  });
});

const refusal = async (bytes: Uint8Array, limits?: { heapMb: number; ms: number }) => {
  const rows: TableLine[] = [];
  try {
    await readInChild(bytes, async (lines) => void rows.push(...lines), limits);
    return rows.length;
  } catch (error) {
    if (error instanceof UnreadableTable) return error.reason;
    throw error;
  }
};

describe("files made to hurt (G34)", () => {
  const bomb = zipSync({ "xl/worksheets/sheet1.xml": new Uint8Array(300 * 1024 * 1024) }, { level: 9 });
  const row = "<row><c><v>1</v></c></row>";

  test("a megabyte that unfolds to three hundred is refused by what it says of itself", async () => {
    expect(bomb.byteLength).toBeLessThan(1024 * 1024);
    expect(await refusal(bomb)).toBe("tooManyRows");
  });

  test("and where it lies about that, as soon as more comes than it said", async () => {
    const lying = Uint8Array.from(bomb);
    const view = new DataView(lying.buffer);
    for (let at = 0; at < lying.length - 4; at += 1)
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 1000, true);
    expect(await refusal(lying)).toBe("unreadable");
  });

  test.each([
    ["a million rows", () => workbook(row.repeat(1_000_000)), "tooManyRows"],
    [
      "sixteen thousand columns",
      () => workbook(`<row>${"<c><v>1</v></c>".repeat(16_000)}</row>`),
      "tooManyColumns",
    ],
    ["a far cell", () => workbook('<row><c r="XFD1"><v>1</v></c></row>'), "tooManyColumns"],
    ["deep nesting", () => workbook("<a>".repeat(100_000)), "unreadable"],
    [
      "entities that multiply",
      () =>
        zipSync({
          "xl/worksheets/sheet1.xml": strToU8(
            '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><worksheet><sheetData><row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>',
          ),
        }),
      "unreadable",
    ],
    [
      "a giant cell",
      () => workbook(`<row><c t="str"><v>${"가".repeat(5_000_000)}</v></c></row>`),
      "cellTooLong",
    ],
    ["no sheet", () => zipSync({ "a.txt": strToU8("x") }), "unreadable"],
    ["half a file", () => workbook(row).subarray(0, 60), "unreadable"],
  ])("%s", async (_, bytes, reason) => {
    expect(await refusal(bytes())).toBe(reason);
  });

  test("what takes too long or too much is ended, and only that process", async () => {
    const many = new TextEncoder().encode("김영희,010-1234-5678\n".repeat(90_000));
    expect(await refusal(many, { heapMb: 512, ms: 1 })).toBe("tooMuch");
    expect(await refusal(many, { heapMb: 20, ms: 60_000 })).toBe("tooMuch");
    // Control: with the usual limits it is read.
    expect(await refusal(many)).toBe(90_000);
  });

  test("a column called __proto__ is a column", async () => {
    expect(await refusal(new TextEncoder().encode("__proto__,constructor\n1,2\n"))).toBe(2);
  });
});
