import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

type Tokens = Record<string, string>;

const css = readFileSync(join(import.meta.dirname, "tokens.css"), "utf8");

function tokensOf(selector: string): Tokens {
  const start = css.indexOf(`${selector} {`);
  if (start < 0) throw new Error(`no ${selector}`);
  const body = css.slice(start, css.indexOf("}", start));
  return Object.fromEntries(
    [...body.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name, value]),
  );
}

const light = tokensOf(":root");
const dark = { ...light, ...tokensOf(':root:not([data-theme="light"])') };

/** WCAG 2.2: (lighter + 0.05) / (darker + 0.05). */
function contrast(first: string, second: string): number {
  const [a = 0, b = 0] = [luminance(first), luminance(second)].sort((x, y) => y - x);
  return (a + 0.05) / (b + 0.05);
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const grounds = ["--paper", "--surface", "--sunken"];
const textPairs = [
  ...["--ink", "--ink-2", "--ink-3", "--accent", "--good", "--warn", "--bad"].flatMap((text) =>
    grounds.map((ground) => [text, ground]),
  ),
  ...["accent", "good", "warn", "bad"].flatMap((tone) => [
    [`--${tone}`, `--${tone}-soft`],
    ["--ink", `--${tone}-soft`],
    ["--ink-2", `--${tone}-soft`],
  ]),
  ["--accent-ink", "--accent"],
  ["--accent-ink", "--accent-strong"],
  ["--bad-ink", "--bad"],
  ["--paper", "--ink"],
] as [string, string][];

/** Edges of controls and the focus ring: 3:1 (WCAG 1.4.11, 2.4.13). */
const edgePairs = ["--control", "--accent", "--bad"].flatMap((edge) =>
  ["--paper", "--surface"].map((ground) => [edge, ground] as const),
);

function tooFaint(tokens: Tokens, pairs: readonly (readonly [string, string])[], least: number): string[] {
  return pairs
    .map(([text, ground]) => ({ text, ground, ratio: contrast(tokens[text] ?? "", tokens[ground] ?? "") }))
    .filter(({ ratio }) => !(ratio >= least))
    .map(({ text, ground, ratio }) => `${text} on ${ground}: ${ratio.toFixed(2)}`);
}

describe.each([
  ["light", light],
  ["dark", dark],
])("the %s theme", (_, tokens) => {
  test("has 4.5:1 for every pair of text and ground", () => {
    expect(tooFaint(tokens, textPairs, 4.5)).toEqual([]);
  });

  test("has 3:1 for the edges of controls and the focus ring", () => {
    expect(tooFaint(tokens, edgePairs, 3)).toEqual([]);
  });
});

test("control: the same check sees a faint colour", () => {
  expect(tooFaint({ ...light, "--ink-3": "#a59c8e" }, textPairs, 4.5)).toHaveLength(grounds.length);
});

test("dark by device and dark by choice are the same", () => {
  expect(tokensOf(':root[data-theme="dark"]')).toEqual(tokensOf(':root:not([data-theme="light"])'));
});
