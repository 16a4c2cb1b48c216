import pg from "pg";
import { fingerprintOf } from "../bootstrap/fingerprint";
import { migrate } from "./migrate";
import { prepareRoles } from "./roles";

/** Roles belong to the whole server, so all test runs on it share one secret. */
export const testSecret = "known-to-everybody-and-only-for-tests";

/** The secret from which the app role's password on this server follows. */
export const secretOfServer = () => process.env["DANGOL_SECRET"] || testSecret;

export function databaseUrl(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.toString();
}

export async function onServer<T>(serverUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** A migrated, empty database to copy from; made once for each state of the migrations. Returns its name. */
export async function templateDatabase(serverUrl: string): Promise<string> {
  const name = `dangol_template_${fingerprint()}`;
  // The template outlives its roles' password: whoever copies it must be able to sign in, or be told why not.
  await prepareRoles(serverUrl, secretOfServer());
  await onServer(serverUrl, async (client) => {
    await client.query("SELECT pg_advisory_lock(hashtext('dangol.template'))");
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [name]);
    if (rowCount) return;
    const unfinished = `${name}_unfinished`;
    await client.query(`DROP DATABASE IF EXISTS ${unfinished} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${unfinished}`);
    await migrate({ ownerUrl: databaseUrl(serverUrl, unfinished), secret: secretOfServer(), mode: "demo" });
    await client.query(`ALTER DATABASE ${unfinished} RENAME TO ${name}`);
    await client.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
  });
  return name;
}

/** Everything that decides what the migrated database looks like. */
function fingerprint(): string {
  return fingerprintOf([
    "prisma/migrations",
    "scripts/database/migrate.ts",
    "scripts/database/roles.ts",
    "lib/platform/jobs-schema.ts",
    "lib/platform/jobs.ts",
    "lib/platform/database/mode-grants.ts",
    "package-lock.json",
  ]).slice(0, 12);
}
