import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { atTheEnd, exitCleanly, isEnding } from "./ending";
import { PlainError } from "./plain-error";
import { isAlive } from "./processes";
import { projectRoot } from "./project-root";
import type { Variables } from "./settings";

export interface Part {
  name: "web" | "worker" | "providers";
  args: string[];
  env: Variables;
  /** File for its output; without one it goes to the terminal. */
  log?: string;
  /** Whether it answers yet. */
  ready: () => Promise<boolean>;
}

const preload = path.join(projectRoot, "scripts/bootstrap/leave-with-parent.mjs");

/** Starts a part, waits until it is ready, and from then on starts it again, ever more slowly, when it dies. */
export async function supervise(part: Part, started: (pid: number) => void): Promise<void> {
  const first = begin(part, started);
  let current = first;
  atTheEnd(() => end(current));
  while (!(await part.ready())) {
    if (first.exitCode !== null || first.signalCode !== null) throw new PlainError(diedAtOnce(part));
    await pause(100);
  }
  const again = (child: ChildProcess, tries: number) => {
    const since = performance.now();
    child.once("exit", async () => {
      if (isEnding()) return;
      const next = performance.now() - since > 60_000 ? 0 : tries + 1;
      process.stderr.write(`The ${part.name} ended unexpectedly and is started again.\n`);
      await pause(Math.min(30_000, 500 * 2 ** next));
      if (isEnding()) return;
      current = begin(part, started);
      again(current, next);
    });
  };
  if (first.exitCode !== null || first.signalCode !== null) await exitCleanly(1);
  again(first, 0);
}

function begin(part: Part, started: (pid: number) => void): ChildProcess {
  const output = part.log ? openSync(part.log, "a") : "inherit";
  const child = spawn(process.execPath, ["--import", preload, ...part.args], {
    cwd: projectRoot,
    env: { ...part.env, DANGOL_LAUNCHER: String(process.pid) } as unknown as NodeJS.ProcessEnv,
    stdio: ["ignore", output, output, "ipc"],
    detached: process.platform !== "win32",
  });
  if (typeof output === "number") closeSync(output);
  child.on("error", () => {});
  if (child.pid) started(child.pid);
  return child;
}

/** Asks to drain; whoever has not after 20 seconds is ended. */
async function end(child: ChildProcess): Promise<void> {
  if (!child.pid || !isAlive(child.pid)) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  const late = setTimeout(() => child.kill("SIGKILL"), 20_000);
  await gone;
  clearTimeout(late);
}

function diedAtOnce(part: Part): string {
  const words = part.log ? readFileSync(part.log, "utf8").trimEnd().slice(-1_500) : "";
  if (/EADDRINUSE/.test(words)) return portTaken(part.env["PORT"] ?? "");
  return `The ${part.name} ended while starting.${words ? ` Its last words (${part.log}):\n${words}` : ""}`;
}

export const portTaken = (port: string) =>
  `Port ${port} is taken by another program: choose another, for example PORT=${Number(port) + 1} npm start`;
