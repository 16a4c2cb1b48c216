import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { commandLineOf, isAlive } from "../bootstrap/processes";
import { projectRoot } from "../bootstrap/project-root";
import type { Variables } from "../bootstrap/settings";

/** `npm start` run by a test on a data folder and port of its own. */
export interface Launcher {
  child: ChildProcess;
  /** Everything it has printed. */
  said(): string;
  /** Resolves with what it printed once the box stands; rejects when it ends before. */
  box: Promise<string>;
  /** Resolves once it has printed this; rejects when it ends before. */
  says(words: string): Promise<void>;
  /** Resolves with its exit code. */
  ended: Promise<number | null>;
}

/** A folder that the database's user can enter too. */
export const newDataFolder = () => mkdtempSync(path.join(tmpdir(), "dangol-start-"));

export function launch(env: Record<string, string>, args: string[] = []): Launcher {
  const { PATH, HOME, TMPDIR } = process.env;
  const passedOn: Variables = { PATH, HOME, TMPDIR, NEXT_DIST_DIR: ".next-test", ...env };
  const child = spawn(process.execPath, [path.join(projectRoot, "scripts/start.mjs"), ...args], {
    cwd: projectRoot,
    env: passedOn as NodeJS.ProcessEnv,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  const ended = new Promise<number | null>((resolve) => child.once("close", (code) => resolve(code)));
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk: Buffer) => {
      said += chunk;
      child.emit("said");
    });
  const says = (words: string) =>
    new Promise<void>((resolve, reject) => {
      const look = () => said.includes(words) && resolve();
      child.on("said", look);
      look();
      void ended.then((code) => reject(new Error(`it ended with ${code}: ${said}`)));
    });
  const box = says("└").then(() => said);
  box.catch(() => {});
  return { child, said: () => said, box, says, ended };
}

/** Follows every address a reader of the box would, signed in or not. */
export async function deadAddressesIn(box: string): Promise<string[]> {
  const dead: string[] = [];
  for (const [address] of box.matchAll(/https?:\/\/\S+/g)) {
    const { status } = await fetch(address).catch(() => ({ status: "no answer" }));
    if (typeof status !== "number" || status >= 400) dead.push(`${address}: ${status}`);
  }
  return dead;
}

/** All processes that belong to a launcher on this data folder: itself, its hand-over, its children. */
export function processesOf({ child }: Launcher, folder: string): number[] {
  const record = path.join(folder, "running.json");
  const { launcher, children } = JSON.parse(readFileSync(record, "utf8"));
  return [child.pid, launcher.pid, ...children.map((known: { pid: number }) => known.pid)].filter(isAlive);
}

/** The postmaster on this data folder, if one is alive. */
export function postmasterOf(folder: string): number | undefined {
  const lock = path.join(folder, "postgres/postmaster.pid");
  if (!existsSync(lock)) return undefined;
  const pid = Number(readFileSync(lock, "utf8").split("\n")[0]);
  return isAlive(pid) && commandLineOf(pid).includes(folder) ? pid : undefined;
}
