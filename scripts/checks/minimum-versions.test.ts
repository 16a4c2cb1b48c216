import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { projectRoot } from "../bootstrap/project-root";

type Lock = { packages: Record<string, { version?: string }> };
type Minimum = { atLeast: Record<string, { version: string }>; forbidden: Record<string, string> };

const read = (name: string) => JSON.parse(readFileSync(path.join(projectRoot, name), "utf8"));

/** Every installed copy, however deep, of a package that is older than it may be or may not be there at all. */
function offenders(lock: Lock, { atLeast, forbidden }: Minimum): string[] {
  return Object.entries(lock.packages).flatMap(([place, { version = "" }]) => {
    const name = place.slice(place.lastIndexOf("node_modules/") + "node_modules/".length);
    const least = atLeast[name]?.version;
    return name in forbidden || (least !== undefined && isOlder(version, least))
      ? [`${place} ${version}`]
      : [];
  });
}

function isOlder(version: string, least: string): boolean {
  const [have, want] = [version, least].map((text) => (text.split("-")[0] ?? "").split(".").map(Number));
  for (const place of [0, 1, 2]) {
    const difference = (have?.[place] ?? 0) - (want?.[place] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return version.includes("-") && !least.includes("-");
}

test("no package is older than the advisories allow", () => {
  expect(offenders(read("package-lock.json"), read("minimum-versions.json"))).toEqual([]);
});

test("control: an old or forbidden copy deep in the tree is found", () => {
  const lock = {
    packages: {
      "node_modules/next": { version: "16.2.10" },
      "node_modules/a/node_modules/xlsx": { version: "0.18.5" },
      "node_modules/next-auth": { version: "4.24.15" },
      "node_modules/nodemailer": { version: "7.0.7-beta.1" },
    },
  };
  expect(offenders(lock, read("minimum-versions.json"))).toEqual([
    "node_modules/next 16.2.10",
    "node_modules/a/node_modules/xlsx 0.18.5",
    "node_modules/nodemailer 7.0.7-beta.1",
  ]);
});
