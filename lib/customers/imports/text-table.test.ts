import fc from "fast-check";
import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";

import { readTextTable, UnreadableTable } from "./text-table";

const cellsOf = (bytes: Uint8Array) => readTextTable(bytes).lines.map(({ cells }) => cells);
const utf8 = (text: string) => new TextEncoder().encode(text);

describe("separated text", () => {
  const text = "이름,전화번호\n뷁,1012345678\n";
  const same = [
    ["이름", "전화번호"],
    ["뷁", "1012345678"],
  ];

  test.each([
    ["UTF-8", utf8(text), "utf-8"],
    ["UTF-8 with its mark", utf8(`\uFEFF${text}`), "utf-8"],
    ["UTF-16", Uint8Array.from(iconv.encode(text, "utf-16", { addBOM: true })), "utf-16le"],
    ["UTF-16, the other way round", Uint8Array.from(iconv.encode(`\uFEFF${text}`, "utf-16be")), "utf-16be"],
    ["CP949 (rows 114, 115)", Uint8Array.from(iconv.encode(text, "cp949")), "cp949"],
  ])("%s", (_, bytes, encoding) => {
    expect(cellsOf(bytes)).toEqual(same);
    expect(readTextTable(bytes).encoding).toBe(encoding);
  });

  test.each([",", "\t", ";", "|"])("separated by %j", (delimiter) => {
    expect(cellsOf(utf8(text.replaceAll(",", delimiter)))).toEqual(same);
  });

  test("a comma inside quotes, quotes inside quotes, and a line break in a cell", () => {
    expect(cellsOf(utf8('a,b\n"x, ""y""","1\n2"\nq,r\n'))).toEqual([
      ["a", "b"],
      ['x, "y"', "1\n2"],
      ["q", "r"],
    ]);
  });

  test("lines are counted as an editor counts them; blank ones are none", () => {
    const { lines, blank } = readTextTable(utf8('a,b\n\n"1\n2",x\n,,\nz,z\n'));
    expect(lines.map(({ line, cells }) => [line, cells[0]])).toEqual([
      [1, "a"],
      [3, "1\n2"],
      [6, "z"],
    ]);
    expect(blank).toBe(2);
  });

  test.each([
    ["empty", "\n\n,,\n"],
    ["unreadable", "a\0b"],
    ["tooManyColumns", "x,".repeat(300).concat("x")],
    ["cellTooLong", "가".repeat(4001)],
    ["tooManyRows", "x\n".repeat(100_002)],
  ])("%s is refused", (reason, content) => {
    expect(() => readTextTable(utf8(content))).toThrow(new UnreadableTable(reason as "empty"));
  });

  test("whatever the bytes are, it is a table or a refusal", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        try {
          for (const { cells } of readTextTable(bytes).lines) expect(cells.length).toBeGreaterThan(0);
        } catch (error) {
          expect(error).toBeInstanceOf(UnreadableTable);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
