import { doctor } from "../doctor/doctor";
import { endWithParent, exitCleanly } from "./ending";
import { PlainError } from "./plain-error";
import { rotateAppPassword } from "./rotate-app-password";
import { runInside } from "./run-inside";
import { runScript } from "./run-script";
import { loadEnvFile } from "./settings";
import { startAll } from "./start-all";
import { startWorker } from "./start-worker";

const [flag, ...rest] = process.argv.slice(2);

async function command(): Promise<void> {
  if (flag === undefined || flag === "--dev") return startAll({ dev: flag === "--dev" });
  if (flag === "--worker") return startWorker();
  if (flag === "--doctor") return doctor();
  if (flag === "--rotate-app-password") {
    await rotateAppPassword();
    return exitCleanly(0);
  }
  const [file, ...args] = rest;
  if (flag === "--run" && file) return runScript(file, args);
  if (flag === "--inside" && file) return runInside(file, args);
  throw new PlainError(
    `There is no ${flag}: known are --dev, --worker, --doctor, --rotate-app-password, --run FILE and --inside FILE.`,
  );
}

endWithParent();
try {
  loadEnvFile();
  await command();
} catch (error) {
  process.stderr.write(`\n${wordsFor(error)}\n`);
  await exitCleanly(1);
}

function wordsFor(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof PlainError) return error.message;
  if ("code" in error && error.code === "ENOSPC")
    return "The disk is full: free at least 200 MB, or keep the data elsewhere, for example DANGOL_DATA_DIR=/var/tmp/dangol npm start";
  return String(error.stack);
}
