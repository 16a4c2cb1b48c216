import { mkdirSync } from "node:fs";
import path from "node:path";
import { atTheEnd, endWithParent, exitCleanly } from "../bootstrap/ending";
import { PlainError } from "../bootstrap/plain-error";
import { projectRoot } from "../bootstrap/project-root";
import { startPassingServer } from "../database/test-server";
import { buildForTests } from "./build-for-tests";
import { checkStages } from "./check-steps";
import { findOrInstallChromium } from "./chromium";
import { inTurn, type Lane, playwright, type Step, vitest } from "./steps";

endWithParent();
mkdirSync(path.join(projectRoot, "test-results"), { recursive: true });
if (process.argv.includes("--long")) process.env["DANGOL_LONG_TESTS"] = "1";

const build: Step = {
  name: "production build",
  async run() {
    await buildForTests();
    return { passed: 1, failed: 0, said: "" };
  },
};

async function allStages(): Promise<Lane[][]> {
  const server = await startPassingServer({ durable: false });
  atTheEnd(server.stop);
  process.env["DANGOL_TEST_PG_URL"] = server.url;
  return [
    ...checkStages(),
    [[vitest("tests on real Postgres", "db")], [build]],
    [
      [playwright("browser tests", { CHROMIUM_PATH: findOrInstallChromium() })],
      [vitest("tests over HTTP and of processes", "http")],
    ],
  ];
}

try {
  const { passed, failed } = await inTurn(await allStages());
  atTheEnd(async () => void process.stdout.write(`${passed} passed, ${failed} failed\n`));
  await exitCleanly(failed ? 1 : 0);
} catch (error) {
  process.stdout.write(
    `${error instanceof PlainError ? error.message : (error as Error).stack}\n0 passed, 1 failed\n`,
  );
  await exitCleanly(1);
}
