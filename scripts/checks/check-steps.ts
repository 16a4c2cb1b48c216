import { existsSync } from "node:fs";
import path from "node:path";
import { generateClient } from "../bootstrap/build";
import { projectRoot } from "../bootstrap/project-root";
import { type Lane, type Step, tool, vitest } from "./steps";

/** What needs no database, no build and no browser. The database client comes first: types and rules look at it. */
export function checkStages(): Lane[][] {
  return [
    [[client]],
    [
      [
        tool("types of the routes", ["node_modules/next/dist/bin/next", "typegen"], {
          NEXT_DIST_DIR: ".next-test",
        }),
        tool("types", ["node_modules/typescript-native/bin/tsc", "-p", "tsconfig.check.json", "--noEmit"]),
        tool("dependency rules", [
          "node_modules/dependency-cruiser/bin/dependency-cruiser.mjs",
          "--config",
          ".dependency-cruiser.cjs",
          ...existing("app", "components", "lib", "scripts", "prisma", "e2e", "bench"),
        ]),
        tool("dead code", ["node_modules/knip/bin/knip.js", "--no-progress"]),
      ],
      [
        tool("format and lint", ["node_modules/@biomejs/biome/bin/biome", "ci", "--colors=off", "."]),
        vitest("pure tests and message parity", "pure"),
      ],
    ],
  ];
}

const client: Step = {
  name: "database client",
  async run() {
    generateClient();
    return { passed: 1, failed: 0, said: "" };
  },
};

const existing = (...folders: string[]) =>
  folders.filter((folder) => existsSync(path.join(projectRoot, folder)));
