import { expect, test } from "vitest";

import { deepestGroup } from "./comparisons";
import { previewInput } from "./schema";

const accepted = (rows: unknown) =>
  previewInput.safeParse({ rows: typeof rows === "string" ? rows : JSON.stringify(rows) }).success;
const line = { kind: "row", fact: "customer.name", compare: "contains", value: "김", values: [] };
const group = (...parts: unknown[]) => ({ kind: "group", mode: "all", parts });

function nested(levels: number): unknown {
  let rows: unknown = group(line);
  for (let level = 0; level < levels; level += 1) rows = group(rows);
  return rows;
}

test("takes the builder's lines and nothing else", () => {
  expect(accepted(group(line, group({ ...line, fact: "" })))).toBe(true);
  expect(accepted(group({ kind: "kept", words: "…", condition: { any: [] } }))).toBe(true);
  expect(accepted(line)).toBe(false);
  expect(accepted("no json")).toBe(false);
  expect(accepted(group({ ...line, compare: "like" }))).toBe(false);
  expect(accepted(group({ ...line, sql: "true" }))).toBe(false);
  expect(accepted(group({ ...line, value: "\u0000" }))).toBe(false);
  expect(accepted(group({ ...line, value: "\ud83d" }))).toBe(false);
  expect(accepted(group({ kind: "kept", words: "…", condition: { fact: "x", is: "sql" } }))).toBe(false);
});

test("refuses what is too deep, however deep", () => {
  expect(accepted(nested(deepestGroup))).toBe(true);
  expect(accepted(nested(deepestGroup + 1))).toBe(false);
  expect(accepted(`${'{"kind":"group","mode":"all","parts":['.repeat(2000)}${"]}".repeat(2000)}`)).toBe(
    false,
  );
});
