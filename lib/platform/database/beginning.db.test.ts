import pg from "pg";
import { afterAll, expect, test, vi } from "vitest";

import { newId } from "../ids";
import { inTransaction, outsideTenants, systemScope } from "../tenancy";
import { closeDatabase, databasePool } from "./pool";

afterAll(closeDatabase);

const tenantOn = (client: pg.Client | pg.PoolClient) =>
  client.query<{ tenant: string }>("SELECT current_setting('app.tenant_id', true) AS tenant");

/** What goes over the connection while this is done, as texts. */
async function sentWhile(work: () => Promise<unknown>): Promise<string[]> {
  const sent: string[] = [];
  const query = vi.spyOn(pg.Client.prototype, "query");
  await work();
  for (const [first] of query.mock.calls as unknown[][])
    sent.push(typeof first === "string" ? first : ((first as { text?: string }).text ?? ""));
  query.mockRestore();
  return sent;
}

test("a tenant's transaction begins in one way to the database, with its time", async () => {
  const tenantId = newId();
  const sent = await sentWhile(() =>
    inTransaction(systemScope(tenantId), async (tx) => {
      const [row] = await tx.db.$queryRaw<{ tenant: string; now: Date }[]>`
        SELECT current_setting('app.tenant_id') AS tenant, business_now() AS now`;
      expect(row?.tenant).toBe(tenantId);
      expect(Math.abs((row?.now.getTime() ?? 0) - tx.now.getTime())).toBeLessThan(5_000);
    }),
  );
  expect(sent).toEqual([
    expect.stringMatching(/^BEGIN; SELECT set_config/),
    expect.stringContaining("business_now() AS now"),
    "COMMIT",
  ]);
});

test("one inside it, for nobody or for another tenant, does not inherit it; nor does the next borrower", async () => {
  const [one, other] = [newId(), newId()];
  const seen: (string | null)[] = [];
  await inTransaction(systemScope(one), async () => {
    await outsideTenants(async ({ db }) => {
      const [row] = await db.$queryRaw<{ tenant: string | null }[]>`
        SELECT nullif(current_setting('app.tenant_id', true), '') AS tenant`;
      seen.push(row?.tenant ?? null);
    });
    await inTransaction(systemScope(other), async ({ db }) => {
      const [row] = await db.$queryRaw<
        { tenant: string }[]
      >`SELECT current_setting('app.tenant_id') AS tenant`;
      seen.push(row?.tenant ?? null);
    });
  });
  expect(seen).toEqual([null, other]);
  const client = await databasePool().connect();
  expect((await tenantOn(client)).rows[0]?.tenant || null).toBeNull();
  client.release();
});
