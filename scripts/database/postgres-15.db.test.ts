import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { searchCustomers } from "@/lib/customers/search";
import { apply } from "@/lib/enrollments/enrollments";
import { applicationTo, courseWithRun } from "@/lib/enrollments/testing/course-with-run";
import { appUrl } from "@/lib/platform/app-url";
import { closeDatabase } from "@/lib/platform/database/pool";
import { closeQueue } from "@/lib/platform/jobs";
import { makeTenant, moveClockTo } from "@/lib/platform/testing/tenant";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "./embedded-postgres";
import { migrate } from "./migrate";
import { onServer, testSecret } from "./template";

const debian = "/usr/lib/postgresql/15/bin";

/** The oldest Postgres we promise. Only where Debian's package is installed; elsewhere there is nothing to test on. */
describe.skipIf(!existsSync(debian))("Postgres 15", () => {
  let folder: string;
  let server: EmbeddedPostgres;
  let ownerUrl: string;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "dangol-15-"));
    process.env["POSTGRES_BIN"] = debian;
    server = await startEmbeddedPostgres({ folder, password: "fifteen", durable: false });
    await onServer(server.url("postgres"), async (superuser) => {
      await superuser.query("CREATE ROLE landlord LOGIN CREATEROLE PASSWORD 'landlord'");
      await superuser.query("CREATE DATABASE dangol OWNER landlord");
    });
    ownerUrl = server.url("dangol").replace(/owner:fifteen/, "landlord:landlord");
    await migrate({ ownerUrl, secret: testSecret, mode: "production" });
    await migrate({ ownerUrl, secret: testSecret, mode: "demo" });
    Object.assign(process.env, { DATABASE_URL: ownerUrl, DATABASE_APP_URL: appUrl(ownerUrl, testSecret) });
  });
  afterAll(async () => {
    await closeQueue();
    await closeDatabase();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const askApp = (sql: string) =>
    onServer(appUrl(ownerUrl, testSecret), async (app: pg.Client) => (await app.query(sql)).rows);

  test("takes all migrations from an owner who is no superuser, twice", async () => {
    expect(
      await askApp(
        "SELECT current_setting('server_version_num')::int / 10000 AS major, (SELECT count(*)::int FROM customer) AS customers",
      ),
    ).toEqual([{ major: 15, customers: 0 }]);
  });

  test("takes an application through the verb, finds the person and claims what is due", async () => {
    await moveClockTo("2026-11-23T03:00:00Z");
    const tenant = await makeTenant();
    const { runId, sessionId } = await courseWithRun(tenant);
    await apply(tenant, applicationTo(runId, 7, { name: "홍길동" }));
    for (const typed of ["ㅎㄱㄷ", "길동", "0007"])
      expect((await searchCustomers(tenant, typed)).hits.map(({ name }) => name)).toEqual(["홍길동"]);
    const claimed = () => askApp("SELECT * FROM claim_due('attendance.unmarked', 10, 10)");
    expect(await claimed()).toEqual([]);
    await moveClockTo("2026-12-05T08:00:00Z");
    expect((await claimed()).map((row) => Object.values(row))).toEqual([[tenant.tenantId, sessionId]]);
  });

  test("is dumped by the backup's role with every month of events, once it may bypass row-level security", async () => {
    const dump = () => {
      const wish = ["--role=dangol_backup", "--schema=public"];
      return spawnSync(path.join(debian, "pg_dump"), [...wish, server.url("dangol")], { encoding: "utf8" });
    };
    await onServer(ownerUrl, (owner) => owner.query("SELECT ensure_event_partitions(26)"));
    expect(dump().stderr).toContain("permission denied for table event_");
    await migrate({ ownerUrl, secret: testSecret, mode: "demo" });
    expect(dump().stderr).toContain("row-level security");
    await onServer(server.url("dangol"), (superuser) =>
      superuser.query("ALTER ROLE dangol_backup BYPASSRLS"),
    );
    const { status, stdout, stderr } = dump();
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("홍길동");
  });
});
