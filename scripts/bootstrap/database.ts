import pg from "pg";
import {
  type EmbeddedPostgres,
  type EmbeddedWish,
  startEmbeddedPostgres,
} from "../database/embedded-postgres";
import type { DataFolder } from "./data-folder";
import { atTheEnd, isEnding } from "./ending";
import { PlainError } from "./plain-error";
import { isAlive } from "./processes";
import { keptSecrets } from "./secrets";
import { isEmbedded, type Variables } from "./settings";

export const databaseName = "dangol";

/**
 * The owner's URL of the database to work on: the one given, else the embedded one, which is started for it.
 * Undefined when only the app's own address is given: then nothing can be migrated.
 */
export async function ownerDatabase(
  variables: Variables,
  folder: DataFolder | undefined,
): Promise<string | undefined> {
  if (!folder || !isEmbedded(variables)) {
    await givenAnswers(variables);
    return variables["DATABASE_URL"] || undefined;
  }
  const { databasePassword } = keptSecrets(folder.own);
  const wish = { folder: folder.database, password: databasePassword, durable: true };
  const server = await startEmbeddedPostgres(wish);
  keepAlive(server, wish);
  await makeDatabase(server.url("postgres"));
  return server.url(databaseName);
}

/** Web and worker know one address, so a Postgres that died is started again under the same. */
function keepAlive(first: EmbeddedPostgres, wish: EmbeddedWish): void {
  let server = first;
  let starting: Promise<unknown> | undefined;
  const watch = setInterval(() => {
    if (starting || isEnding() || isAlive(server.pid)) return;
    process.stderr.write("Postgres ended unexpectedly and is started again.\n");
    starting = startEmbeddedPostgres({ ...wish, port: server.port })
      .then((next) => {
        server = next;
      })
      .catch((error) => process.stderr.write(`${String(error.message)}\n`))
      .finally(() => {
        starting = undefined;
      });
  }, 500);
  atTheEnd(async () => {
    clearInterval(watch);
    await starting;
    await server.stop();
  });
}

async function makeDatabase(serverUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [databaseName]);
    if (!rowCount) await client.query(`CREATE DATABASE ${databaseName}`);
  } finally {
    await client.end();
  }
}

type AddressName = "DATABASE_URL" | "DATABASE_APP_URL";

/** Refuses, as `reachable` does, when the database at one of the given addresses does not answer. */
export async function givenAnswers(variables: Variables): Promise<void> {
  const { DATABASE_URL: owner, DATABASE_APP_URL: app } = variables;
  if (!owner && !app) throw new PlainError(`DATABASE_URL is missing: ${exampleFor("DATABASE_URL")}`);
  if (owner) await reachable(owner);
  else if (app) await reachable(app, "DATABASE_APP_URL");
}

/** Refuses a database that does not answer or is too old, in one sentence without its password. */
export async function reachable(url: string, name: AddressName = "DATABASE_URL"): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on("error", () => {});
  try {
    await client.connect();
    const { rows } = await client.query("SELECT current_setting('server_version_num')::int AS version");
    await client.end();
    if (rows[0].version < 150_000)
      throw new PlainError(`${name} names a Postgres older than 15: use 15 or newer, ${exampleFor(name)}`);
  } catch (error) {
    if (error instanceof PlainError) throw error;
    throw new PlainError(unreachable(url, name, error as { code?: string; message?: string }));
  }
}

const exampleFor = (name: AddressName) =>
  `for example ${name}=postgresql://${name === "DATABASE_URL" ? "owner" : "dangol_app"}:password@localhost:5432/dangol`;

function unreachable(
  url: string,
  name: AddressName,
  { code, message }: { code?: string; message?: string },
): string {
  const example = exampleFor(name);
  const { host, pathname, username } = new URL(url);
  if (code === "28P01" || code === "28000")
    return `${name}: Postgres at ${host} does not let ${username} in: check name and password, ${example}`;
  if (code === "3D000")
    return `${name}: Postgres at ${host} has no database ${pathname.slice(1)}: create it, or name another, ${example}`;
  return `${name}: no Postgres answers at ${host} (${code ?? message}): start it or correct the address, ${example}`;
}
