import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { pageStyle } from "./page-style";

const valuesIn = (css: string) =>
  Object.fromEntries(
    [...css.matchAll(/(--[a-z0-9-]+):\s*(#[0-9a-f]{6})/g)].map(([, name, value]) => [name, value]),
  );
const [light = "", dark = ""] = readFileSync("components/ui/tokens.css", "utf8").split(
  "prefers-color-scheme: dark",
);
const [pageLight = "", pageDark = ""] = pageStyle(null).split("prefers-color-scheme:dark");
const ownNames = ["--cover", "--cover-ink"];

test.each([
  ["light", light, pageLight],
  ["dark", dark, pageDark],
])("the %s colours are those of the whole product", (_theme, tokens, page) => {
  const shared = Object.entries(valuesIn(page)).filter(([name]) => !ownNames.includes(name));
  expect(shared.length).toBeGreaterThan(10);
  for (const [name, value] of shared) expect([name, value]).toEqual([name, valuesIn(tokens)[name]]);
});

test("a brand colour replaces the accent by day and by night", () => {
  expect(pageStyle("#1f5f8b")).toContain(":root{--accent:#1f5f8b;");
  expect(pageStyle("</style>")).toBe(pageStyle(null));
});
