import { execFile } from "node:child_process";
import type { Month } from "../month";

export const applicants = "scripts/replay/data/applicants-google-form.csv";

interface Replayed {
  status: number;
  output: string;
  month: Month;
}

/** Runs the command as `npm run replay` does, on the server of this test run. */
export function runReplay(args: string[], program = "scripts/replay.ts"): Promise<Replayed> {
  const env = {
    ...process.env,
    NODE_ENV: "production" as const,
    DATABASE_URL: process.env["DANGOL_TEST_SERVER"],
    DATABASE_APP_URL: undefined,
  };
  return new Promise((resolve, reject) => {
    const given = ["--import", "tsx", program, ...args, "--json"];
    const child = execFile(process.execPath, given, { env, maxBuffer: 8_000_000 }, (_, output, said) => {
      if (!output.startsWith("{")) return reject(new Error(`${output}${said}`));
      resolve({ status: child.exitCode ?? 1, output, month: JSON.parse(output) as Month });
    });
  });
}

export const failed = ({ checks }: Month) => checks.filter(({ ok }) => !ok).map(({ name }) => name);
