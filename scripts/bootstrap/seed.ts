import { existsSync } from "node:fs";
import path from "node:path";
import { PlainError } from "./plain-error";
import { projectRoot } from "./project-root";
import { runToEnd } from "./run-to-end";
import type { Variables } from "./settings";

const program = 'const { seedDemo } = await import("./prisma/seed.ts"); await seedDemo(); process.exit(0);';

/** Fills the demo's tenants once; the seed itself knows whether it has been here. */
export async function seedDemo(variables: Variables, ownerUrl: string | undefined): Promise<void> {
  if (!existsSync(path.join(projectRoot, "prisma/seed.ts"))) return;
  const env = { ...variables, DATABASE_URL: ownerUrl };
  const { status, output } = await runToEnd(
    ["--import", "tsx", "--input-type=module", "--eval", program],
    env,
  );
  if (status !== 0) throw new PlainError(`The demo could not be filled.\n${output.slice(-4_000)}`);
}
