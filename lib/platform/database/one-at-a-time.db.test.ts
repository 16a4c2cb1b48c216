import { PrismaPg } from "@prisma/adapter-pg";
import { afterAll, expect, test } from "vitest";
import { makeTenant } from "../testing/tenant";
import { PrismaClient } from "./generated/client";
import { OneAtATimePg } from "./one-at-a-time";
import { closeDatabase, databasePool } from "./pool";

afterAll(closeDatabase);

/** What Node warns of while one transaction reads a row with four of its relations. */
async function warningsOf(adapter: PrismaPg): Promise<string[]> {
  const warnings: string[] = [];
  const note = (warning: Error) => void warnings.push(warning.message);
  process.on("warning", note);
  const client = new PrismaClient({ adapter });
  const { tenantId } = await makeTenant();
  await client.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT set_config('app.tenant_id', ${tenantId}, true)`;
    const include = { settings: true, memberships: true, customers: true, courses: true } as const;
    const tenant = await tx.tenant.findFirstOrThrow({ where: { id: tenantId }, include });
    expect(tenant).toMatchObject({ id: tenantId, memberships: [], customers: [], courses: [] });
  });
  await new Promise((resolve) => setImmediate(resolve));
  process.off("warning", note);
  return warnings;
}

test("queries of one transaction go to its connection one after the other", async () => {
  expect(await warningsOf(new OneAtATimePg(databasePool()))).toEqual([]);
});

test("control: Prisma's own adapter asks while a query runs", async () => {
  expect(await warningsOf(new PrismaPg(databasePool()))).toEqual([
    expect.stringContaining("already executing a query"),
  ]);
});
