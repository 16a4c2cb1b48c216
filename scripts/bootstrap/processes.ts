import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { windowsProcess } from "./windows-process";

/** A process remembered so that a later start can tell it from a stranger that got the same number. */
export interface KnownProcess {
  pid: number;
  born: string;
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function isZombie(pid: number): boolean {
  return process.platform === "linux" && procStat(pid)?.[0] === "Z";
}

function procStat(pid: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return undefined;
  }
}

/** When the process was born, in the system's own words; undefined when that cannot be known. */
export function bornAt(pid: number): string | undefined {
  if (process.platform === "linux") return procStat(pid)?.[19];
  if (process.platform === "win32") return windowsProcess(pid)?.born;
  try {
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim() || undefined;
  } catch {
    return undefined;
  }
}

/** The command line, to recognise what a number stands for; empty when that cannot be known. */
export function commandLineOf(pid: number): string {
  try {
    if (process.platform === "linux")
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    if (process.platform === "win32") return windowsProcess(pid)?.command ?? "";
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
  } catch {
    return "";
  }
}

export function known(pid: number): KnownProcess {
  return { pid, born: bornAt(pid) ?? "" };
}

export function isStill({ pid, born }: KnownProcess): boolean {
  return born !== "" && isAlive(pid) && bornAt(pid) === born;
}

/** Sends the signals one after the other until the process is gone. Returns whether it is. */
export async function endProcess(pid: number, signals: [NodeJS.Signals, number][]): Promise<boolean> {
  for (const [signal, waitMs] of signals) {
    try {
      process.kill(pid, signal);
    } catch {
      return !isAlive(pid);
    }
    if (await goneWithin(pid, waitMs)) return true;
  }
  return !isAlive(pid);
}

async function goneWithin(pid: number, ms: number): Promise<boolean> {
  const end = performance.now() + ms;
  while (performance.now() < end) {
    if (!isAlive(pid)) return true;
    await pause(20);
  }
  return !isAlive(pid);
}
