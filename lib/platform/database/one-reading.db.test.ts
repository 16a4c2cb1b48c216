import { afterAll, beforeAll, expect, test } from "vitest";

import { newId } from "../ids";
import { closeQueue } from "../jobs";
import { inTransaction, readRows, systemScope, type TenantScope } from "../tenancy";
import { makeTenant } from "../testing/tenant";
import { Prisma } from "./generated/client";
import { closeDatabase, databasePool } from "./pool";

let one: TenantScope;
let other: TenantScope;

beforeAll(async () => {
  // One connection, so that whatever stays on it meets the next reader.
  process.env["DATABASE_POOL_SIZE"] = "1";
  [one, other] = [await makeTenant(), await makeTenant()];
  for (const tenant of [one, other])
    await inTransaction(tenant, ({ db, now, tenantId }) =>
      db.customer.create({ data: { tenantId, id: newId(), name: `손님 ${tenantId}`, createdAt: now } }),
    );
});
afterAll(async () => {
  await closeQueue();
  await closeDatabase();
});

const names = Prisma.sql`SELECT name FROM customer WHERE name LIKE ${"손님%"}`;
const named = (tenant: TenantScope) => [{ name: `손님 ${tenant.tenantId}` }];

test("reads its own tenant's rows alone, again and again, and leaves no tenant behind", async () => {
  for (let time = 0; time < 5; time += 1) {
    expect(await readRows(one, names)).toEqual(named(one));
    expect(await readRows(other, names)).toEqual(named(other));
  }
  const { rows } = await databasePool().query(names.text, names.values);
  expect(rows).toEqual([]);
  await expect(readRows(systemScope("'; --"), names)).rejects.toThrow("without a tenant");
});

test("a statement that fails leaves the connection fit for the next", async () => {
  await expect(readRows(one, Prisma.sql`SELECT 1 / ${0}::int AS nothing`)).rejects.toThrow(
    "division by zero",
  );
  expect(await readRows(other, names)).toEqual(named(other));
  const { rows } = await databasePool().query("SELECT current_setting('app.tenant_id', true) AS tenant");
  expect(rows[0].tenant || null).toBeNull();
});

test("in a transaction it sees what that has written", async () => {
  await inTransaction(one, async (tx) => {
    await tx.db.customer.updateMany({ data: { name: "손님 새 이름" } });
    expect(await readRows(tx, names)).toEqual([{ name: "손님 새 이름" }]);
  });
});
