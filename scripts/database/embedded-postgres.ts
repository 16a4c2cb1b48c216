import { spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { freePort } from "../bootstrap/free-port";
import { PlainError } from "../bootstrap/plain-error";
import { endProcess, isAlive } from "../bootstrap/processes";
import { type PostgresBinaries, postgresBinaries } from "./embedded-binaries";
import { clearStaleLock, isSamePlace, lockOf, runsOn } from "./postmaster-lock";
import { postgresUser, type RunAs } from "./unprivileged";

export interface EmbeddedPostgres {
  pid: number;
  port: number;
  /** True when it was already running, left behind by an earlier start. */
  adopted: boolean;
  /** URL of the owner role for one of its databases. */
  url(database: string): string;
  stop(): Promise<void>;
}

export interface EmbeddedWish {
  /** Folder of ours that holds the cluster, its log and, if need be, the programs. */
  folder: string;
  /** Password of the role `owner`; access is by scram only, since any local process reaches the port. */
  password: string;
  /** False switches fsync off: only for tests, whose data may be lost. */
  durable: boolean;
  /** A port to listen on, for a restart under the same address; by default a free one. */
  port?: number;
}

/** Starts the cluster in `folder` on loopback, making it first if need be, or adopts the one already running on it. */
export async function startEmbeddedPostgres(wish: EmbeddedWish): Promise<EmbeddedPostgres> {
  const user = postgresUser();
  const cluster = path.join(wish.folder, "postgres");
  const adopted = await adopt(wish, cluster);
  if (adopted) return adopted;
  ownFolder(wish.folder, user);
  const binaries = await postgresBinaries(user, wish.folder);
  if (!existsSync(path.join(cluster, "PG_VERSION"))) makeCluster(binaries, wish, cluster, user);
  for (let attempt = 1; ; attempt++) {
    const port = wish.port ?? (await freePort());
    const pid = startPostmaster(binaries, wish, cluster, port, user);
    const problem = await readyOrProblem(wish, port, pid);
    if (!problem) return running(wish, pid, port, false);
    if (attempt < 20 && /already in use|still in use|lock file/.test(problem)) await pause(500);
    else throw new PlainError(inOneSentence(problem, wish.folder));
  }
}

/** Where the running cluster in `folder` is reached, if one runs there. */
export function runningCluster(
  folder: string,
  password: string,
): { url(database: string): string } | undefined {
  const cluster = path.join(folder, "postgres");
  const lock = lockOf(cluster);
  if (!lock || !runsOn(lock.pid, cluster)) return undefined;
  return { url: (database) => urlOf({ folder, password, durable: true }, lock.port, database) };
}

async function adopt(wish: EmbeddedWish, cluster: string): Promise<EmbeddedPostgres | undefined> {
  const lock = lockOf(cluster);
  if (!lock) return undefined;
  if (!runsOn(lock.pid, cluster)) {
    clearStaleLock(cluster);
    return undefined;
  }
  const problem = await readyOrProblem(wish, lock.port, lock.pid, 5_000);
  if (problem) {
    await endPostmaster(lock.pid);
    return undefined;
  }
  const served = await dataFolderOf(wish, lock.port);
  if (isSamePlace(served, cluster)) return running(wish, lock.pid, lock.port, true);
  throw new PlainError(
    `The lock of ${cluster} names port ${lock.port}, where a Postgres on ${served} answers: stop process ${lock.pid} yourself if it is no longer needed, or keep the data elsewhere, for example DANGOL_DATA_DIR=/var/tmp/dangol npm start`,
  );
}

function ownFolder(folder: string, { uid, gid }: RunAs): void {
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  if (uid === undefined || gid === undefined) return;
  chmodSync(folder, 0o711);
}

/** Made beside its final place and moved there when whole, so that a kill in between leaves no half cluster. */
function makeCluster(binaries: PostgresBinaries, wish: EmbeddedWish, cluster: string, user: RunAs): void {
  const unfinished = `${cluster}.unfinished`;
  const passwordFile = `${cluster}.password`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  writeFileSync(passwordFile, wish.password, { mode: 0o600 });
  if (user.uid !== undefined && user.gid !== undefined)
    for (const file of [unfinished, passwordFile]) chownSync(file, user.uid, user.gid);
  const wanted = [
    "-D",
    unfinished,
    "-U",
    "owner",
    "--auth=scram-sha-256",
    `--pwfile=${passwordFile}`,
    "-E",
    "UTF8",
  ];
  const result = spawnSync(
    binaries.initdb,
    [...wanted, ...localeOf(binaries), ...(wish.durable ? [] : ["--no-sync"])],
    {
      ...user,
      cwd: unfinished,
      encoding: "utf8",
      env: { ...process.env, LC_ALL: "C" },
    },
  );
  rmSync(passwordFile, { force: true });
  if (result.status !== 0)
    throw new PlainError(
      inOneSentence(`${result.error ?? ""} ${result.stderr} ${result.stdout}`, wish.folder),
    );
  renameSync(unfinished, cluster);
}

/** Built-in collation where there is one (17 and newer): the same order of letters on every machine. */
function localeOf(binaries: PostgresBinaries): string[] {
  const version = spawnSync(binaries.initdb, ["--version"], { encoding: "utf8" }).stdout;
  const major = Number(/\) (\d+)/.exec(version)?.[1] ?? 0);
  return major >= 17 ? ["--locale-provider=builtin", "--locale=C.UTF-8"] : ["--locale=C"];
}

function startPostmaster(
  binaries: PostgresBinaries,
  wish: EmbeddedWish,
  cluster: string,
  port: number,
  user: RunAs,
): number {
  const settings = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: "200",
    shared_buffers: "256MB",
    log_min_messages: "warning",
    timezone: "UTC",
    ...(wish.durable ? {} : { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }),
  };
  const log = openSync(logOf(wish.folder), "w");
  const child = spawn(
    binaries.postgres,
    [
      "-D",
      cluster,
      "-p",
      String(port),
      ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
    ],
    {
      ...user,
      cwd: cluster,
      stdio: ["ignore", log, log],
      detached: true,
      env: { ...process.env, LC_ALL: "C" },
    },
  );
  closeSync(log);
  child.on("error", () => {});
  child.unref();
  if (!child.pid)
    throw new PlainError(
      `Postgres could not be started from ${binaries.postgres}: is it an executable of this machine?`,
    );
  return child.pid;
}

async function readyOrProblem(
  wish: EmbeddedWish,
  port: number,
  pid: number,
  withinMs = 60_000,
): Promise<string | undefined> {
  const end = performance.now() + withinMs;
  let last = "";
  while (performance.now() < end) {
    if (!isAlive(pid)) return tailOfLog(wish.folder) || last || "it ended at once";
    const client = new pg.Client({
      connectionString: urlOf(wish, port, "postgres"),
      connectionTimeoutMillis: 2_000,
    });
    client.on("error", () => {});
    try {
      await client.connect();
      await client.end();
      return undefined;
    } catch (error) {
      last = String(error);
      if ((error as { code?: string }).code === "28P01") return last;
      await pause(60);
    }
  }
  return last;
}

async function dataFolderOf(wish: EmbeddedWish, port: number): Promise<string> {
  const client = new pg.Client({ connectionString: urlOf(wish, port, "postgres") });
  await client.connect();
  const { rows } = await client.query("SHOW data_directory");
  await client.end();
  return rows[0].data_directory;
}

function running(wish: EmbeddedWish, pid: number, port: number, adopted: boolean): EmbeddedPostgres {
  return {
    pid,
    port,
    adopted,
    url: (database) => urlOf(wish, port, database),
    stop: () => endPostmaster(pid),
  };
}

/** Fast shutdown; if it hangs, immediate shutdown (recovers at the next start); at last the hard way. */
async function endPostmaster(pid: number): Promise<void> {
  await endProcess(pid, [
    ["SIGINT", 20_000],
    ["SIGQUIT", 5_000],
    ["SIGKILL", 5_000],
  ]);
}

function urlOf(wish: EmbeddedWish, port: number, database: string): string {
  return `postgresql://owner:${encodeURIComponent(wish.password)}@127.0.0.1:${port}/${database}`;
}

const logOf = (folder: string) => path.join(folder, "postgres.log");

function tailOfLog(folder: string): string {
  return existsSync(logOf(folder)) ? readFileSync(logOf(folder), "utf8").slice(-2_000) : "";
}

/** What Postgres said, in words that say what to do. */
export function inOneSentence(problem: string, folder: string): string {
  if (/No space left on device|ENOSPC/.test(problem))
    return `The disk is full, so the database in ${folder} cannot be used: free at least 200 MB, or keep the data elsewhere, for example DANGOL_DATA_DIR=/var/tmp/dangol npm start`;
  if (/28P01|password authentication failed/.test(problem))
    return `The database in ${folder} does not accept the password kept in secrets.json: put the old file back, or delete the folder to begin anew.`;
  if (/database files are incompatible/.test(problem))
    return `The database in ${folder} was made by another version of Postgres: move the folder away, or set DATABASE_URL to a server of that version.`;
  return `The embedded Postgres in ${folder} did not start: ${problem.trim().split("\n").at(-1)}`;
}
