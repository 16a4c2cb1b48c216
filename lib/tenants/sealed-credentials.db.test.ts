import { afterAll, afterEach, expect, test, vi } from "vitest";

import { closeDatabase } from "@/lib/platform/database/pool";
import { encrypt, encryptWith, isSealedWith } from "@/lib/platform/encryption";
import { newId } from "@/lib/platform/ids";
import { closeQueue } from "@/lib/platform/jobs";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { makeTenant } from "@/lib/platform/testing/tenant";

afterEach(() => vi.unstubAllEnvs());
afterAll(async () => {
  await closeQueue();
  await closeDatabase();
});

const [old, fresh] = ["an old key of thirty-two letters ", "a fresh key of thirty-two letters"];
const use = "provider credentials";

async function account(tenant: TenantScope, seal: (id: string) => string): Promise<string> {
  const id = newId();
  await inTransaction(tenant, ({ db, tenantId, now }) =>
    db.providerAccount.create({
      data: {
        tenantId,
        id,
        provider: "twilio",
        channels: ["sms"],
        accountSid: "AC",
        encryptedCredentials: seal(id),
        createdAt: now,
      },
    }),
  );
  return id;
}
const sealedOf = (tenant: TenantScope, id: string) =>
  inTransaction(
    tenant,
    async ({ db }) => (await db.providerAccount.findFirstOrThrow({ where: { id } })).encryptedCredentials,
  );

/** The module as a process with these keys has it: settings are read once a process. */
async function processWith(keys: Record<string, string>) {
  for (const [name, value] of Object.entries(keys)) vi.stubEnv(name, value);
  vi.resetModules();
  return import("./sealed-credentials");
}

test("a new key reaches every tenant's credentials; the old ones open meanwhile; stopping half-way and repeating do no harm", async () => {
  const [one, two] = [await makeTenant(), await makeTenant()];
  const accounts = [
    [one, await account(one, (id) => encrypt(use, id, "token 1"))],
    [one, await account(one, (id) => encryptWith(old, use, id, "token 2"))],
    [two, await account(two, (id) => encryptWith(old, use, id, "token 3"))],
    [two, await account(two, (id) => encryptWith(fresh, use, id, "token 4"))],
  ] as const;
  const lost = await account(two, (id) =>
    encryptWith("a key that nobody has any more, gone", use, id, "token 5"),
  );
  const { openCredentials, rotateCredentials } = await processWith({
    CREDENTIALS_KEY: fresh,
    CREDENTIALS_KEY_BEFORE: old,
  });
  const opened = () =>
    Promise.all(accounts.map(async ([tenant, id]) => openCredentials(id, await sealedOf(tenant, id))));
  expect(await opened()).toEqual(["token 1", "token 2", "token 3", "token 4"]);
  const first = await rotateCredentials();
  expect(first.rotated).toBeGreaterThanOrEqual(3);
  expect(first.already).toBeGreaterThanOrEqual(1);
  expect(first.unreadable).toContain(lost);
  expect(await opened()).toEqual(["token 1", "token 2", "token 3", "token 4"]);
  for (const [tenant, id] of accounts) expect(isSealedWith(fresh, await sealedOf(tenant, id))).toBe(true);
  expect((await rotateCredentials()).rotated).toBe(0);
  vi.unstubAllEnvs();
  const withoutOld = await processWith({ CREDENTIALS_KEY: fresh });
  for (const [tenant, id] of accounts)
    expect(withoutOld.openCredentials(id, await sealedOf(tenant, id))).toMatch(/^token/);
  expect(() => withoutOld.openCredentials(lost, "v2.nobody.a.b.c")).toThrow("a key that is not here");
});
