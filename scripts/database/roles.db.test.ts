import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { appUrl } from "@/lib/platform/app-url";
import { PlainError } from "../bootstrap/plain-error";
import { refuseOldSchema } from "./migrate";
import { prepareRoles, refuseForeignRole } from "./roles";
import { scratchDatabase } from "./scratch";
import { testSecret } from "./template";
import { startPassingServer, type TestServer } from "./test-server";

async function ask(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

test("the app signs in as a role that owns nothing and may do nothing special", async () => {
  const database = await scratchDatabase();
  const rows = await ask(
    database.appUrl,
    "SELECT rolname, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = current_user",
  );
  expect(rows).toEqual([
    { rolname: "dangol_app", rolsuper: false, rolbypassrls: false, rolcreatedb: false, rolcreaterole: false },
  ]);
  await expect(ask(database.appUrl, "CREATE TABLE mine (id int)")).rejects.toThrow("permission denied");
  await database.drop();
});

test("the backup and the owners of functions sign in nowhere, and the backup reads only", async () => {
  const database = await scratchDatabase();
  const special = `rolsuper OR rolbypassrls OR rolcreatedb OR rolcreaterole OR rolreplication`;
  const rows = await ask(
    database.ownerUrl,
    `SELECT rolname, rolcanlogin, (${special}) AS special, has_schema_privilege(oid, 'public', 'CREATE') AS makes,
            has_table_privilege(oid, 'customer', 'INSERT, UPDATE, DELETE, TRUNCATE') AS writes
       FROM pg_roles WHERE rolname IN ('dangol_backup', 'dangol_claims', 'dangol_search') ORDER BY rolname`,
  );
  const modest = { rolcanlogin: false, special: false, makes: false, writes: false };
  expect(rows).toEqual(
    ["dangol_backup", "dangol_claims", "dangol_search"].map((rolname) => ({ rolname, ...modest })),
  );
  await database.drop();
});

test("a wrong password is refused: the server trusts nobody on this machine", async () => {
  const url = new URL(process.env["DATABASE_URL"] ?? "");
  url.password = "guessed";
  await expect(ask(url.toString(), "SELECT 1")).rejects.toThrow("password authentication failed");
});

test("ten processes may prepare the roles at once", async () => {
  const database = await scratchDatabase();
  await Promise.all(Array.from({ length: 10 }, () => prepareRoles(database.ownerUrl, testSecret)));
  expect(await ask(database.appUrl, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  await database.drop();
});

describe("on a server where an installation lives", () => {
  const [livesThere, comesLater] = ["a".repeat(40), "b".repeat(40)];
  let server: TestServer;
  const one = (secret: string) => ask(appUrl(server.url, secret), "SELECT 1 AS one");

  beforeAll(async () => {
    server = await startPassingServer({ durable: false });
    await prepareRoles(server.url, livesThere);
  });
  afterAll(() => server.stop());

  test("another secret is refused in one sentence, and the installation goes on", async () => {
    for (const attempt of [
      () => prepareRoles(server.url, comesLater),
      () => refuseForeignRole(server.url, comesLater, {}),
    ]) {
      const error = await attempt().catch((reason) => reason);
      expect(error).toBeInstanceOf(PlainError);
      expect(error.message).toMatch(/^DANGOL_SECRET: the role dangol_app .+npm run rotate-app-password.+\.$/);
      expect(error.message).not.toContain(comesLater);
    }
    expect(await one(livesThere)).toEqual([{ one: 1 }]);
    await prepareRoles(server.url, livesThere);
    await refuseForeignRole(server.url, livesThere, {});
  });

  test("so is a copy of the template with another secret, though nothing is left to migrate", async () => {
    const before = process.env["DANGOL_SECRET"];
    try {
      process.env["DANGOL_SECRET"] = livesThere;
      const first = await scratchDatabase(server.url);
      expect(await ask(first.appUrl, "SELECT count(*)::int AS n FROM customer")).toEqual([{ n: 0 }]);
      process.env["DANGOL_SECRET"] = comesLater;
      await expect(scratchDatabase(server.url)).rejects.toThrow(/^DANGOL_SECRET: the role dangol_app/);
    } finally {
      process.env["DANGOL_SECRET"] = before;
    }
  });

  test("control: asked to rotate it takes the new secret and cuts the old one off", async () => {
    await prepareRoles(server.url, comesLater, { rotate: true });
    expect(await one(comesLater)).toEqual([{ one: 1 }]);
    await expect(one(livesThere)).rejects.toThrow("password authentication failed");
    await prepareRoles(server.url, livesThere, { rotate: true });
  });

  test("an address of the app's own is used as it stands, not the one that follows from the secret", async () => {
    const own = new URL(appUrl(server.url, livesThere));
    await prepareRoles(server.url, comesLater, { appAddress: own.toString() });
    own.password = "another one";
    await expect(prepareRoles(server.url, livesThere, { appAddress: own.toString() })).rejects.toThrow(
      /^DATABASE_APP_URL: the role dangol_app/,
    );
  });
});

test("who has only the app's address is told when the schema is older than the code", async () => {
  const database = await scratchDatabase();
  await refuseOldSchema(database.appUrl);
  await ask(
    database.ownerUrl,
    "DELETE FROM _prisma_migrations WHERE migration_name = '20261123000300_customer_search'",
  );
  await expect(refuseOldSchema(database.appUrl)).rejects.toThrow(
    /older than this code \(it lacks 20261123000300_customer_search\).+for example DATABASE_URL=/,
  );
  await ask(database.ownerUrl, "REVOKE SELECT ON _prisma_migrations FROM dangol_app");
  await expect(refuseOldSchema(database.appUrl)).rejects.toThrow(/foundations and \d+ more/);
  await database.drop();
});

test("an owner who is no superuser may hand a function over to each function owner", async () => {
  const database = await scratchDatabase();
  const owner = `owner_${Math.random().toString(36).slice(2)}`;
  const name = new URL(database.ownerUrl).pathname.slice(1);
  await ask(database.ownerUrl, `CREATE ROLE ${owner} LOGIN CREATEROLE PASSWORD 'x'`);
  await ask(database.ownerUrl, `ALTER DATABASE ${name} OWNER TO ${owner}`);
  for (const role of ["dangol_claims", "dangol_search", "dangol_backup", "dangol_app"])
    await ask(database.ownerUrl, `GRANT ${role} TO ${owner} WITH ADMIN TRUE, SET FALSE, INHERIT FALSE`);
  const url = new URL(database.ownerUrl);
  url.username = owner;
  url.password = "x";
  await prepareRoles(url.toString(), testSecret);
  await ask(url.toString(), "CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1'");
  await ask(database.ownerUrl, "GRANT CREATE ON SCHEMA public TO dangol_claims");
  await ask(url.toString(), "ALTER FUNCTION one() OWNER TO dangol_claims");
  await database.drop();
  await ask(process.env["DATABASE_URL"] ?? "", `DROP ROLE ${owner}`);
});
