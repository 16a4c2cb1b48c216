import { randomBytes } from "node:crypto";
import { startPassingServer } from "../database/test-server";
import { generateClient } from "./build";
import { reachable } from "./database";
import { atTheEnd } from "./ending";
import { PlainError } from "./plain-error";
import { runProgram } from "./run-program";
import { isDemo } from "./settings";

/**
 * `--run FILE ARGS`: a TypeScript program of ours that works in scratch databases, on DATABASE_URL's server or on
 * a Postgres of its own that is gone afterwards. Never on the demo's data. Ends as the program ends.
 */
export async function runScript(file: string, args: string[]): Promise<void> {
  generateClient();
  await runProgram(file, args, {
    ...process.env,
    DANGOL_MODE: isDemo(process.env) ? "demo" : "production",
    ...(await server()),
  });
}

/**
 * The app's role belongs to the whole server, so on a given one the secret must be known, not made up: a made-up one
 * would be refused there, or would later refuse the installation that comes.
 */
async function server(): Promise<{ DATABASE_URL: string; DANGOL_SECRET: string }> {
  const { DATABASE_URL: given, DANGOL_SECRET: secret } = process.env;
  if (given) {
    if (!secret)
      throw new PlainError(
        "DANGOL_SECRET is missing: beside DATABASE_URL it must be the secret of the installation on that server, or any if there is none, for example the output of: openssl rand -base64 32",
      );
    await reachable(given);
    return { DATABASE_URL: given, DANGOL_SECRET: secret };
  }
  const { url, stop } = await startPassingServer({ durable: true });
  atTheEnd(stop);
  return { DATABASE_URL: url, DANGOL_SECRET: secret || randomBytes(32).toString("base64url") };
}
