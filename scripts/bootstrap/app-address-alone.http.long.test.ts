import { rmSync } from "node:fs";
import { expect, test } from "vitest";
import { deadAddressesIn, launch, newDataFolder } from "../checks/launcher";
import { scratchDatabase } from "../database/scratch";
import { onServer, testSecret } from "../database/template";
import { freePort } from "./free-port";

test("the app's own address is enough for web and worker, on a database as new as the code", async () => {
  const folder = newDataFolder();
  const database = await scratchDatabase();
  const env = {
    DANGOL_DATA_DIR: folder,
    DANGOL_SECRET: testSecret,
    DATABASE_APP_URL: database.appUrl,
    PORT: String(await freePort()),
  };
  const doctor = launch(env, ["--doctor"]);
  expect(await doctor.ended).toBe(0);
  expect(doctor.said()).toContain(`database: answers at ${new URL(database.appUrl).host}`);
  const all = launch(env);
  const box = await all.box;
  expect(box).toContain(`Postgres ${new URL(database.appUrl).host}`);
  expect(await deadAddressesIn(box)).toEqual([]);
  const worker = launch(env, ["--worker"]);
  await worker.says("The worker works.");
  for (const { child, ended } of [worker, all]) {
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
  }
  await onServer(database.ownerUrl, (owner) =>
    owner.query("DELETE FROM _prisma_migrations WHERE migration_name LIKE '%_customer_search'"),
  );
  for (const args of [[], ["--worker"], ["--doctor"]]) {
    const refused = launch(env, args);
    expect(await refused.ended).toBe(1);
    expect(refused.said()).toMatch(/is older than this code \(it lacks \d+_customer_search\)/);
  }
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});
