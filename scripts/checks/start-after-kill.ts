import { rmSync } from "node:fs";
import pg from "pg";
import { freePort } from "../bootstrap/free-port";
import { endProcess, isAlive } from "../bootstrap/processes";
import { keptSecrets } from "../bootstrap/secrets";
import { runningCluster } from "../database/embedded-postgres";
import { deadAddressesIn, launch, newDataFolder, postmasterOf, processesOf } from "./launcher";

export interface Round {
  seconds: number;
  /** Whether the Postgres of the killed start was still alive when the next start began. */
  postgresLeft: boolean;
  /** What became of it: the next start goes on with it, or it is gone and another one runs. */
  postgresThen: "adopted" | "replaced" | "still there beside another";
  rowsKept: boolean;
  /** Addresses in the box that did not answer, or with an error, each with what it said. */
  deadAddresses: string[];
}

/**
 * Starts, writes a row, kills everything with kill -9 (every second time Postgres too) and starts again, so many
 * times. Throws when a start fails; ends with a calm stop that must leave no process.
 */
export async function startAfterKill(rounds: number): Promise<Round[]> {
  const folder = newDataFolder();
  const results: Round[] = [];
  const env = { DANGOL_DATA_DIR: folder, PORT: String(await freePort()) };
  let running = launch(env);
  await running.box;
  await query(folder, "CREATE TABLE kept (round int)");
  for (let round = 0; round < rounds; round++) {
    await query(folder, `INSERT INTO kept VALUES (${round})`);
    const postgres = postmasterOf(folder);
    if (!postgres) throw new Error("no Postgres runs while the box stands");
    for (const pid of processesOf(running, folder)) kill(pid);
    // A killed process is there for a moment longer: the next start must meet a dead one.
    if (round % 2) await endProcess(postgres, [["SIGKILL", 10_000]]);
    await running.ended;
    const postgresLeft = isAlive(postgres);
    const began = performance.now();
    running = launch(env);
    const box = await running.box;
    const seconds = (performance.now() - began) / 1000;
    const rows = await query(folder, "SELECT round FROM kept");
    results.push({
      seconds,
      postgresLeft,
      postgresThen: fateOf(postgres, postmasterOf(folder)),
      rowsKept: rows.length === round + 1,
      deadAddresses: await deadAddressesIn(box),
    });
  }
  running.child.kill("SIGTERM");
  const code = await running.ended;
  if (code !== 0 || postmasterOf(folder))
    throw new Error(`the calm stop ended with ${code}: ${running.said()}`);
  rmSync(folder, { recursive: true, force: true });
  return results;
}

function fateOf(postgres: number, now: number | undefined): Round["postgresThen"] {
  if (now === postgres) return "adopted";
  return isAlive(postgres) ? "still there beside another" : "replaced";
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It followed another victim.
  }
}

async function query(folder: string, sql: string): Promise<unknown[]> {
  const cluster = runningCluster(folder, keptSecrets(folder).databasePassword);
  if (!cluster) throw new Error(`no Postgres runs in ${folder}`);
  const client = new pg.Client({ connectionString: cluster.url("dangol") });
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
}
