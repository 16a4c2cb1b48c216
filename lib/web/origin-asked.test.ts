import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

/** Wrappers that ask for the origin before anything else (request-origin.ts). */
const wrappers =
  /^(?:export )?const (\w+) = (?:staffAction|versionedAction|publicAction|linkAction|openAction|accountAction|operatorAction|staffRoute)\b/gm;
const exported = /^export (?:async function|const) (\w+)/gm;

/** Signed, or meant for machines without cookies: the listed exceptions of safety.md rule 30. */
const exceptions = [
  /^app\/api\/webhooks\//,
  /^app\/\(dev\)\//,
  /^app\/\(customer\)\/preferences\/\[token\]\/one-click\/route\.ts$/,
];

const namesIn = (source: string, pattern: RegExp) =>
  [...source.matchAll(pattern)].map((match) => match[1] as string);

/** Exported functions that change something and neither are wrapped, nor call what is, nor ask themselves. */
function unasked(file: string, source: string): string[] {
  const isRoute = /\/route\.tsx?$/.test(file);
  const wrapped = [...namesIn(source, wrappers), ...wrappedNextDoor(file, source)];
  const asks = new RegExp(`\\b(?:${[...wrapped, "isOurOrigin"].join("|")})\\(`);
  return namesIn(source, exported)
    .filter((name) => !wrapped.includes(name) && (!isRoute || /^(POST|PUT|PATCH|DELETE)$/.test(name)))
    .filter((name) => !asks.test(bodyOf(name, source)))
    .map((name) => `${file}: ${name}`);
}

/** Wrapped actions that a file takes from a file beside it ("./actions"). */
function wrappedNextDoor(file: string, source: string): string[] {
  return [...source.matchAll(/^import \{([^}]+)\} from "(\.{1,2}\/[\w./-]+)";$/gm)].flatMap(
    ([, names = "", from = ""]) => {
      const neighbour = `${path.join(path.dirname(file), from)}.ts`;
      if (!existsSync(neighbour)) return [];
      const wrapped = namesIn(readFileSync(neighbour, "utf8"), wrappers);
      return names
        .split(",")
        .map((name) => name.trim())
        .filter((name) => wrapped.includes(name));
    },
  );
}

/** From the export to the next one. */
function bodyOf(name: string, source: string): string {
  const from = source.search(new RegExp(`^export (?:async function|const) ${name}\\b`, "m"));
  const length = source.slice(from + 1).search(/^export /m);
  return length < 0 ? source.slice(from) : source.slice(from, from + 1 + length);
}

const files = globSync("app/**/*.{ts,tsx}").filter(
  (file) => !exceptions.some((exception) => exception.test(file)),
);
const writing = files
  .map((file) => ({ file, source: readFileSync(file, "utf8") }))
  .filter(({ file, source }) => /\/route\.tsx?$/.test(file) || /^["']use server["']/m.test(source));

test("every server action and every writing route asks for the origin (G31)", () => {
  expect(writing.length).toBeGreaterThan(5);
  expect(writing.flatMap(({ file, source }) => unasked(file, source))).toEqual([]);
});

test("control: the same check finds an action and a route that do not", () => {
  const action =
    '"use server";\nexport async function wipe() {}\nexport const fine = staffAction("x", y, z);';
  expect(unasked("app/x/actions.ts", action)).toEqual(["app/x/actions.ts: wipe"]);
  expect(unasked("app/x/route.ts", "export const GET = a;\nexport async function POST() {}")).toEqual([
    "app/x/route.ts: POST",
  ]);
});
