import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import type { Socket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { endProcess } from "../bootstrap/processes";
import { projectRoot } from "../bootstrap/project-root";
import { startEmbeddedPostgres } from "./embedded-postgres";
import { canEnter, postgresUser } from "./unprivileged";

export interface TestServer {
  /** URL of its maintenance database, as a superuser. */
  url: string;
  stop(): Promise<void>;
}

/** Where `scripts/database/share-test-server.ts` leaves its address for the test runs of this checkout. */
export const sharedServerFile = path.join(projectRoot, ".data/test-postgres.url");

/** A server for this run: the one named by DANGOL_TEST_PG_URL, the shared one of this checkout, else its own. */
export async function testServer(): Promise<TestServer> {
  const named = process.env["DANGOL_TEST_PG_URL"];
  if (named) return { url: named, stop: async () => {} };
  const shared = existsSync(sharedServerFile) ? readFileSync(sharedServerFile, "utf8").trim() : "";
  if (shared && (await answers(shared))) return { url: shared, stop: async () => {} };
  return startPassingServer({ durable: false });
}

export interface PassingServer extends TestServer {
  /** kill -9, and up again at the same address: resolves when it answers. */
  crash(): Promise<void>;
}

/** A server whose data is gone when it stops. Not durable: nothing is written to disk for safety's sake. */
export async function startPassingServer({ durable }: { durable: boolean }): Promise<PassingServer> {
  const folder = mkdtempSync(path.join(reachableTemp(), "dangol-passing-"));
  const wish = { folder, password: randomBytes(18).toString("base64url"), durable };
  let server = await startEmbeddedPostgres(wish);
  const keeper = keep(folder);
  const crash = async () => {
    await endProcess(server.pid, [["SIGKILL", 10_000]]);
    server = await startEmbeddedPostgres({ ...wish, port: server.port });
  };
  const stop = async () => {
    await server.stop();
    keeper.ref();
    keeper.stdin?.end();
    await new Promise((resolve) => keeper.once("exit", resolve));
  };
  return { url: server.url("postgres"), stop, crash };
}

/** A small process that outlives a killed test run just long enough to stop its Postgres and remove the data. */
function keep(folder: string): ChildProcess {
  const program = path.join(projectRoot, "scripts/database/keeper.mjs");
  const keeper = spawn(process.execPath, [program, folder], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
  });
  keeper.unref();
  (keeper.stdin as Socket | null)?.unref();
  return keeper;
}

function reachableTemp(): string {
  const user = postgresUser();
  return (
    [tmpdir(), "/tmp", "/var/tmp"].find((folder) => existsSync(folder) && canEnter(folder, user)) ?? tmpdir()
  );
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on("error", () => {});
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}
