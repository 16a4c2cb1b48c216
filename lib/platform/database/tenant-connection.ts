import pg from "pg";

import { env } from "../env";

/** SQL inside one tenant, on a connection of its own. Row-level security is set; the statements are the caller's. */
export interface TenantConnection {
  query: <Row>(sql: string, values?: unknown[]) => Promise<Row[]>;
  /** Rows of a query, a portion at a time, as a cursor gives them. */
  portions: <Row>(sql: string, values: unknown[], size: number) => AsyncGenerator<Row[]>;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** What a whole tenant may take: no statement limit for a check of all rows, and pauses while the other side is written. */
const limits = "-c lock_timeout=3000 -c statement_timeout=0 -c idle_in_transaction_session_timeout=600000";

/**
 * One long transaction in a tenant as the application's own role, for reading or writing everything of it: `snapshot` sees the database
 * as it was at one moment and writes nothing, `whole` writes all or nothing. Beside the pool, whose connections are for short work.
 */
export async function inLongTransaction<T>(
  tenantId: string,
  mode: "snapshot" | "whole",
  work: (connection: TenantConnection) => Promise<T>,
): Promise<T> {
  if (!uuid.test(tenantId)) throw new Error("tenancy: a scope without a tenant");
  const client = new pg.Client({ connectionString: env.databaseAppUrl, options: limits });
  // An error between two queries comes again with the next one.
  client.on("error", () => {});
  await client.connect();
  try {
    await client.query(
      mode === "snapshot"
        ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
        : "BEGIN ISOLATION LEVEL READ COMMITTED",
    );
    // What rows look like as text must not hang on a server's settings.
    // Everything of a tenant is meant, those who were merged away too.
    await client.query(
      "SELECT set_config('app.tenant_id', $1, true), set_config('app.merged_away', 'seen', true), set_config('TimeZone', 'UTC', true)",
      [tenantId],
    );
    const answer = await work(connectionOf(client));
    await client.query("COMMIT");
    return answer;
  } finally {
    // Ends a transaction that was not committed.
    await client.end();
  }
}

function connectionOf(client: pg.Client): TenantConnection {
  let cursors = 0;
  return {
    query: async (sql, values) => (await client.query(sql, values)).rows,
    async *portions(sql, values, size) {
      cursors += 1;
      const cursor = `portions_${cursors}`;
      await client.query(`DECLARE ${cursor} NO SCROLL CURSOR FOR ${sql}`, values);
      for (;;) {
        const { rows } = await client.query(`FETCH ${Number(size)} FROM ${cursor}`);
        if (rows.length === 0) break;
        yield rows;
      }
      await client.query(`CLOSE ${cursor}`);
    },
  };
}
