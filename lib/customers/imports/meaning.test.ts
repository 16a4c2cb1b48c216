import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

import { findHeader, headerKey } from "./header";
import { guessMeanings } from "./meaning";
import { readTextTable } from "./text-table";

const read = (file: string) => {
  const { lines } = readTextTable(readFileSync(path.resolve(import.meta.dirname, file)));
  const header = findHeader(lines);
  const behind = lines.filter(({ line }) => line > (header?.line ?? 0)).slice(0, 20);
  return {
    line: header?.line,
    meanings: guessMeanings(
      header?.cells ?? [],
      behind.map(({ cells }) => cells),
      [],
    ),
  };
};

test("a list that Excel wrote in CP949", () => {
  expect(read("testing/customers-excel-cp949.csv")).toEqual({
    line: 1,
    meanings: ["ignore", "name", "phone", "shop", "trade", "registered", "history", "consent", "note"],
  });
});

test("the download of a Google Form", () => {
  expect(read("../../../scripts/replay/data/applicants-google-form.csv")).toEqual({
    line: 1,
    meanings: ["registered", "name", "phone", "shop", "trade", "source", "note", "ignore", "consent", "note"],
  });
});

const guess = (text: string, fields: { id: string; label: string }[] = []) => {
  const { lines } = readTextTable(new TextEncoder().encode(text));
  const header = findHeader(lines);
  const behind = lines.filter(({ line }) => line > (header?.line ?? 0));
  const meanings = guessMeanings(
    header?.cells ?? [],
    behind.map(({ cells }) => cells),
    fields,
  );
  return [header?.line ?? null, meanings];
};

test("a title of the sheet above the titles of the columns", () => {
  expect(guess("2024년 고객 명단,,\n\n성명,핸드폰,생년월일\n김영희,1012345678,19850302\n")).toEqual([
    3,
    ["name", "phone", "birthday"],
  ]);
});

test("no titles at all: what the cells look like", () => {
  expect(guess("김영희,010-1234-5678,kim@naver.com\n이철수,010-2222-3333,lee@naver.com\n")).toEqual([
    null,
    ["name", "phone", "email"],
  ]);
});

test("an own field of the same name comes first, and no meaning twice that can be only once", () => {
  const fields = [{ id: "abc", label: "업종" }];
  expect(guess("이름,연락처,업종,업체,회사\n김영희,1012345678,미용,가게,상사\n", fields)).toEqual([
    1,
    ["name", "phone", "field-abc", "shop", "ignore"],
  ]);
});

test("the same titles are the same kind of file", () => {
  expect(headerKey(["이름 ", "Phone"])).toBe(headerKey(["이름", "phone"]));
  expect(headerKey(["이름", "phone"])).not.toBe(headerKey(["phone", "이름"]));
});
