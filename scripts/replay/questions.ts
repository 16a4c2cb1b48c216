import { databasePool } from "@/lib/platform/database/pool";

/** Plain SQL as the application role inside the tenant: the checks do not ask the verbs they check. */
export function tenantSql(tenantId: string) {
  return async <Row extends Record<string, unknown>>(
    text: string,
    values: unknown[] = [],
  ): Promise<Row[]> => {
    const client = await databasePool().connect();
    try {
      await client.query("BEGIN");
      await client.query("SELECT set_config('app.tenant_id', $1, true)", [tenantId]);
      const { rows } = await client.query(text, values);
      await client.query("COMMIT");
      return rows as Row[];
    } finally {
      client.release();
    }
  };
}

export type TenantSql = ReturnType<typeof tenantSql>;

export async function count(sql: TenantSql, text: string, values: unknown[] = []): Promise<number> {
  const [row] = await sql<{ n: string }>(`SELECT count(*) AS n FROM (${text}) counted`, values);
  return Number(row?.n ?? 0);
}
