import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { commandLineOf, isAlive } from "../bootstrap/processes";

/** What a running Postgres writes into its data folder. */
export interface PostmasterLock {
  pid: number;
  port: number;
}

export function lockOf(cluster: string): PostmasterLock | undefined {
  const file = path.join(cluster, "postmaster.pid");
  if (!existsSync(file)) return undefined;
  const [pid, , , port] = readFileSync(file, "utf8").split("\n");
  return { pid: Number(pid), port: Number(port) };
}

/** The number alone proves nothing, it may have passed to another program: the command must name our folder. */
export function runsOn(pid: number, cluster: string): boolean {
  return isAlive(pid) && isPostmasterOf(cluster, commandLineOf(pid));
}

/** Whether this command is our start of a Postgres on this folder. One that cannot be seen is not. */
export function isPostmasterOf(cluster: string, command: string, platform = process.platform): boolean {
  return plain(`${command} `, platform).includes(plain(`/postgres -D ${cluster} `, platform));
}

/** Whether two spellings name one place. */
export function isSamePlace(one: string, other: string, platform = process.platform): boolean {
  return plain(one, platform) === plain(other, platform);
}

/** Windows takes both slashes and any case, quotes what has spaces, and may leave out what a program's name ends with. */
function plain(text: string, platform: NodeJS.Platform): string {
  if (platform !== "win32") return text;
  return text.toLowerCase().replaceAll('"', "").replaceAll("\\", "/").replace("postgres.exe ", "postgres ");
}

/** Postgres refuses to start while a lock file names any living process, even one that is no Postgres. */
export function clearStaleLock(cluster: string): void {
  rmSync(path.join(cluster, "postmaster.pid"), { force: true });
}
