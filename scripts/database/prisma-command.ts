import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "../bootstrap/project-root";

/** Runs the Prisma command line and returns its status and everything it said. */
export function prisma(args: string[], env: Record<string, string> = {}): { status: number; output: string } {
  const result = spawnSync(
    process.execPath,
    [path.join(projectRoot, "node_modules/prisma/build/index.js"), ...args],
    {
      cwd: projectRoot,
      encoding: "utf8",
      env: {
        ...process.env,
        ...schemaEngine(),
        PRISMA_HIDE_UPDATE_MESSAGE: "1",
        CHECKPOINT_DISABLE: "1",
        ...env,
      },
    },
  );
  return {
    status: result.status ?? 1,
    output: `${result.error ?? ""}${result.stdout}${result.stderr}`.trim(),
  };
}

/** Prisma's own engine where its download succeeded, else the same engine as WebAssembly, which npm delivers. */
function schemaEngine(): Record<string, string> {
  const downloads = path.join(projectRoot, "node_modules/@prisma/engines");
  const official =
    existsSync(downloads) && readdirSync(downloads).some((name) => name.startsWith("schema-engine-"));
  if (official || process.env["PRISMA_SCHEMA_ENGINE_BINARY"]) return {};
  return { PRISMA_SCHEMA_ENGINE_BINARY: path.join(projectRoot, "scripts/database/schema-engine.mjs") };
}
