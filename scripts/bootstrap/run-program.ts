import { spawn } from "node:child_process";
import { atTheEnd, exitCleanly } from "./ending";
import { projectRoot } from "./project-root";
import type { Variables } from "./settings";

/** Runs a TypeScript program of ours on this terminal and ends as it ends; told to end, it is ended first. */
export async function runProgram(file: string, args: string[], env: Variables): Promise<never> {
  const child = spawn(process.execPath, ["--import", "tsx", file, ...args], {
    cwd: projectRoot,
    env: env as NodeJS.ProcessEnv,
    stdio: "inherit",
  });
  const code = new Promise<number>((resolve) => {
    child.once("error", () => resolve(1));
    child.once("exit", (status) => resolve(status ?? 1));
  });
  atTheEnd(async () => {
    child.kill("SIGTERM");
    await code;
  });
  return exitCleanly(await code);
}
