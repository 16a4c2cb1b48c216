import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { checkSync } from "recheck";
import ts from "typescript";
import { expect, test } from "vitest";

const ROOTS = ["lib", "components", "app"];
const project = path.resolve(import.meta.dirname, "../..");

const sources = ROOTS.flatMap((root) =>
  readdirSync(path.join(project, root), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file) && !file.includes("generated"))
    .map((file) => path.join(root, file)),
);

function regexesIn(file: string): { file: string; line: number; source: string; flags: string }[] {
  const text = readFileSync(path.join(project, file), "utf8");
  const parsed = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: { file: string; line: number; source: string; flags: string }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf("/");
      const line = parsed.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      found.push({
        file,
        line,
        source: node.text.slice(1, end),
        flags: node.text.slice(end + 1),
      });
    }
    ts.forEachChild(node, visit);
  };
  visit(parsed);
  return found;
}

/** Not linear, but never given text from outside: configuration, and our own rendered page. */
const REVIEWED = new Set([
  "lib/platform/env-rules.ts \\/+$",
  "lib/platform/sms/client.ts \\/+$",
  "lib/web/public-page-response.ts <style>(.*?)<\\/style>",
]);

const isSafe = (source: string, flags: string) =>
  checkSync(source, flags, { timeout: 20_000 }).status === "safe";

test("every regular expression of the product is linear", { timeout: 300_000 }, () => {
  const all = sources.flatMap(regexesIn);
  expect(all.length).toBeGreaterThan(50);
  const known = new Map<string, boolean>();
  const unsafe = all.filter(({ file, source, flags }) => {
    if (REVIEWED.has(`${file} ${source}`)) return false;
    const key = `${flags}/${source}`;
    if (!known.has(key)) known.set(key, isSafe(source, flags));
    return !known.get(key);
  });
  expect(unsafe.map(({ file, line, source }) => `${file}:${line} ${source}`)).toEqual([]);
});

test("control: a regular expression that is not linear is found", () => {
  expect(isSafe("^(a|a)*$", "")).toBe(false);
});
