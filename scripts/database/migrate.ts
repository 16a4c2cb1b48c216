import { readdirSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { appRole } from "@/lib/platform/app-url";
import { applyModeGrants } from "@/lib/platform/database/mode-grants";
import { prepareQueue } from "@/lib/platform/jobs-schema";
import { PlainError } from "../bootstrap/plain-error";
import { projectRoot } from "../bootstrap/project-root";
import { prisma } from "./prisma-command";
import { prepareRoles } from "./roles";

interface Installation {
  ownerUrl: string;
  secret: string;
  mode: "demo" | "production";
  appAddress?: string | undefined;
  /** See `prepareRoles`. */
  rotate?: boolean;
}

/**
 * Brings roles, tables, the queue's own tables and the rights of this mode up to date. Harmless to repeat;
 * of several processes that start at once one works and the others wait.
 */
export async function migrate({ ownerUrl, secret, mode, ...wish }: Installation): Promise<void> {
  await prepareRoles(ownerUrl, secret, wish);
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock(hashtext('dangol.migrate'))");
    if ((await missingMigrations(client)).length) deploy(ownerUrl);
    // A process that has only the app's address must be able to see whether the schema is as new as its code.
    await client.query(`GRANT SELECT ON _prisma_migrations TO ${appRole}`);
    await prepareQueue(ownerUrl);
    await applyModeGrants(ownerUrl, mode);
  } finally {
    await client.end();
  }
}

function deploy(ownerUrl: string): void {
  const { status, output } = prisma(["migrate", "deploy"], { DATABASE_URL: ownerUrl });
  if (status !== 0) throw new PlainError(`The database could not be migrated.\n${output}`);
}

/** For whoever may not migrate: refuses a schema that is older than this code. */
export async function refuseOldSchema(appAddress: string): Promise<void> {
  const client = new pg.Client({ connectionString: appAddress });
  await client.connect();
  try {
    const [first, ...more] = await missingMigrations(client);
    if (first)
      throw new PlainError(
        `The database at ${new URL(appAddress).host} is older than this code (it lacks ${first}${more.length ? ` and ${more.length} more` : ""}): migrate it first with the owner's address, for example DATABASE_URL=postgresql://owner:password@localhost:5432/dangol npm start`,
      );
  } finally {
    await client.end();
  }
}

/** Prisma's command takes seconds to find out that there is nothing to do; this takes two queries. */
async function missingMigrations(client: pg.Client): Promise<string[]> {
  const { rows: known } = await client.query(
    "SELECT coalesce(has_table_privilege(to_regclass('public._prisma_migrations'), 'SELECT'), false) AS known",
  );
  if (!known[0].known) return migrationNames();
  const { rows } = await client.query(
    "SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL",
  );
  const applied = new Set(rows.map((row) => row.migration_name));
  return migrationNames().filter((name) => !applied.has(name));
}

function migrationNames(): string[] {
  return readdirSync(path.join(projectRoot, "prisma/migrations"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}
