import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { prisma } from "../database/prisma-command";
import { fingerprintOf, isNoted } from "./fingerprint";
import { PlainError } from "./plain-error";
import { projectRoot } from "./project-root";
import { runToEnd } from "./run-to-end";

const sources = [
  "app",
  "components",
  "lib",
  "public",
  "prisma/schema",
  "scripts/build",
  "i18n",
  "proxy.ts",
  "instrumentation.ts",
  "next.config.js",
  "postcss.config.mjs",
  "tsconfig.json",
  "package.json",
  "package-lock.json",
];

/** Makes the database client from the schema, unless this schema's client is there already. */
export function generateClient(): void {
  const folder = path.join(projectRoot, "lib/platform/database/generated");
  const note = path.join(folder, ".fingerprint");
  const fingerprint = fingerprintOf(["prisma/schema", "package-lock.json"]);
  if (isNoted(note, fingerprint)) return;
  const result = prisma(["generate"]);
  if (result.status !== 0)
    throw new PlainError(`The database client could not be generated.\n${result.output}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(note, fingerprint);
}

export const distFolder = () => process.env["NEXT_DIST_DIR"] || ".next";

/** Builds the web app, unless this very source has been built into this folder already. */
export async function buildWeb(distDir: string): Promise<void> {
  const note = path.join(projectRoot, distDir, "dangol-fingerprint");
  const fingerprint = fingerprintOf(sources);
  if (isNoted(note, fingerprint) && existsSync(path.join(projectRoot, distDir, "BUILD_ID"))) return;
  process.stderr.write("Building the web app, this takes a minute or two …\n");
  const { status, output } = await runToEnd(["node_modules/next/dist/bin/next", "build"], {
    ...process.env,
    NEXT_DIST_DIR: distDir,
    NEXT_TELEMETRY_DISABLED: "1",
  });
  if (status !== 0) throw new PlainError(`The web app could not be built.\n${output.slice(-6_000)}`);
  writeFileSync(note, fingerprint);
}
