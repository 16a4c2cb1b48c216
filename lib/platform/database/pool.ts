import pg from "pg";
import { env } from "../env";
import { BeginningClient } from "./beginning";
import { PrismaClient } from "./generated/client";
import { OneAtATimePg } from "./one-at-a-time";
import { statementName } from "./statement-names";

/** Limits that hold for every statement of the application (safety.md, rules 12 and 39). Milliseconds. */
const sessionOptions =
  "-c lock_timeout=3000 -c statement_timeout=30000 -c idle_in_transaction_session_timeout=60000";

/** Survives the module reloads of development, so that edits do not leak connections. */
const kept = globalThis as unknown as { dangolPool?: pg.Pool; dangolPrisma?: PrismaClient };

/** The pool of this process, as the role dangol_app. Only the database rooms and listed raw SQL may use it. */
export function databasePool(): pg.Pool {
  if (!kept.dangolPool) {
    const pool = new pg.Pool({
      Client: BeginningClient,
      connectionString: env.databaseAppUrl,
      max: env.databasePoolSize,
      connectionTimeoutMillis: 8000,
      options: sessionOptions,
    });
    // A server restart ends idle connections: the pool drops them and the next query opens a fresh one.
    pool.on("error", () => {});
    kept.dangolPool = pool;
  }
  return kept.dangolPool;
}

/** The raw client: exported to tenancy.ts alone (a dependency rule holds this). */
export function prismaClient(): PrismaClient {
  kept.dangolPrisma ??= new PrismaClient({
    adapter: new OneAtATimePg(databasePool(), { statementNameGenerator: statementName }),
  });
  return kept.dangolPrisma;
}

/** Ends all connections; for scripts and tests that must exit. */
export async function closeDatabase(): Promise<void> {
  await kept.dangolPrisma?.$disconnect();
  if (kept.dangolPool && !kept.dangolPool.ended) await kept.dangolPool.end();
  kept.dangolPrisma = undefined;
  kept.dangolPool = undefined;
}
