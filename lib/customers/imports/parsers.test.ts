import fc from "fast-check";
import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { isLongRun } from "@/scripts/checks/long-run";

import type { CustomerFieldDefinition } from "../fields/schema";
import { findHeader, headerKey, meaningOfTitle } from "./header";
import { guessMeanings } from "./meaning";
import { PastRuns } from "./past-runs";
import { readConsentCell, readRow } from "./read-row";
import { longestCell, mapImportInput, mappingShape, plainMeanings } from "./schema";
import { readTextTable, type Table, UnreadableTable } from "./text-table";
import { readXlsxTable } from "./xlsx-table";

/** G35: no input makes a reader or a validator throw anything but its own refusal. In full size with `npm run test:long`. */
const numRuns = isLongRun ? 100_000 : 400;
const slow = { timeout: 1_200_000 };

const known = fc.constantFrom(
  ..."이름전화번호수강이력태그,;\t|\"\r\n'=+-@010-1234.5678 @ㄱ뷁😀\u200b\u0000\ufeff",
  "010-1234-5678",
  "1985. 3. 2.",
  "동의합니다",
  "공개강의 2025.3.2",
  "a@b.kr",
);
const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.string({ unit: known, maxLength: 40 }),
  fc.tuple(known, fc.integer({ min: 1, max: 5000 })).map(([letter, times]) => letter.repeat(times)),
);
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 400 }),
  fc.string({ unit: known, maxLength: 300 }).map((given) => new TextEncoder().encode(given)),
);

/** What a reader may answer: a table that keeps its promises, or its refusal. */
async function answered(read: () => Table | Promise<Table>): Promise<void> {
  try {
    const { lines } = await read();
    expect(lines.length).toBeGreaterThan(0);
    for (const { line, cells } of lines) {
      expect(Number.isSafeInteger(line) && line > 0 && line < 2 ** 31).toBe(true);
      for (const cell of cells) expect(typeof cell === "string" && cell.length <= longestCell).toBe(true);
    }
  } catch (error) {
    if (!(error instanceof UnreadableTable)) throw error;
  }
}

const xml = fc.oneof(
  fc.string({
    unit: fc.constantFrom(
      "<c>",
      "</c>",
      "<row>",
      "</row>",
      '<row r="9">',
      '<c r="B2" t="s">',
      "<v>",
      "</v>",
      "1",
      "&amp;",
      "&x;",
      "<is><t>",
      "</t></is>",
      "<sheetData>",
      "</sheetData>",
      "<!DOCTYPE a>",
      "가",
      "\u0001",
    ),
    maxLength: 30,
  }),
  fc
    .tuple(fc.integer(), text)
    .map(
      ([line, cell]) =>
        `<worksheet><sheetData><row r="${line}"><c t="inlineStr"><is><t>${cell.replaceAll(/[<&]/g, "")}</t></is></c></row></sheetData></worksheet>`,
    ),
);
const workbook = fc.tuple(xml, fc.option(xml), fc.option(xml)).map(([sheet, strings, styles]) =>
  zipSync(
    {
      "xl/worksheets/sheet1.xml": strToU8(sheet),
      ...(strings !== null && { "xl/sharedStrings.xml": strToU8(strings) }),
      ...(styles !== null && { "xl/styles.xml": strToU8(styles) }),
    },
    { level: 0 },
  ),
);

const own: CustomerFieldDefinition[] = (
  ["text", "number", "date", "choice", "choices", "yes_no"] as const
).map(
  (kind, place) =>
    ({
      id: `01a217bd-86ef-7731-bbda-529f31ace6f${place}`,
      label: `칸${place}`,
      kind,
      options: [{ key: "o1", label: "블로그", retired: false }],
      retired: false,
      version: 1,
    }) as unknown as CustomerFieldDefinition,
);
const fields = new Map(own.map((field) => [field.id, field]));
const meaning = fc.constantFrom(...plainMeanings, ...own.map(({ id }) => `field-${id}` as const));

describe("readers of files", () => {
  test("a text table of any bytes", slow, async () => {
    await fc.assert(
      fc.asyncProperty(bytes, (given) => answered(() => readTextTable(given))),
      { numRuns },
    );
  });

  test("a workbook of any parts, and any bytes that begin like one", slow, async () => {
    const torn = fc.tuple(workbook, fc.nat(), fc.integer({ min: 1, max: 255 })).map(([zip, at, by]) => {
      const turned = new Uint8Array(zip);
      const place = at % turned.length;
      turned[place] = (turned[place] ?? 0) ^ by;
      return turned;
    });
    const any = fc.oneof(workbook, torn, bytes);
    await fc.assert(
      fc.asyncProperty(any, (given) => answered(() => readXlsxTable(given))),
      { numRuns },
    );
  });
});

describe("readers of titles, rows and words", () => {
  const rows = fc.array(fc.array(text, { maxLength: 6 }), { maxLength: 12 });

  test("meanings and headers of any titles", slow, () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 8 }), rows, (titles, samples) => {
        const guessed = guessMeanings(titles, samples, own);
        expect(guessed.length).toBe(Math.max(titles.length, ...samples.map((cells) => cells.length)));
        for (const title of titles) meaningOfTitle(title);
        findHeader(samples.map((cells, place) => ({ line: place + 1, cells })));
        headerKey(titles);
      }),
      { numRuns },
    );
  });

  test("a row of any cells under any meanings: whole letters, and what the database holds", slow, () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(text, meaning), { maxLength: 12 }), (columns) => {
        const reading = readRow(
          columns.map(([cell]) => cell),
          columns.map(([, one]) => one),
          [],
          fields,
          (words) => (words.length % 2 ? "run" : null),
        );
        if (reading.kind === "refused") return;
        const { person } = reading;
        expect(person.name).not.toBe("");
        expect(person.phones.length + person.emails.length).toBeGreaterThan(0);
        expect(JSON.stringify(person).isWellFormed() && !/\\ud[89a-f]/.test(JSON.stringify(person))).toBe(
          true,
        );
      }),
      { numRuns },
    );
  });

  test("consents, and runs that any words may mean", slow, () => {
    const runs = new PastRuns();
    runs.add({ id: "run", poolId: "pool", sessions: [] }, ["공개강의", "practice"]);
    fc.assert(
      fc.property(text, (given) => {
        readConsentCell(given);
        runs.saidBy(given);
      }),
      { numRuns },
    );
  });

  test("mappings of any shape", slow, () => {
    const any = fc.oneof(
      fc.anything(),
      fc.record({
        columns: fc.array(fc.oneof(text, meaning)),
        policy: text,
        headerLine: fc.anything(),
        history: text,
      }),
    );
    fc.assert(
      fc.property(any, (given) => {
        mappingShape.safeParse(given);
        mapImportInput.safeParse(given);
      }),
      { numRuns },
    );
  });
});
