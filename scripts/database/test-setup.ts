import { randomBytes } from "node:crypto";
import { dropDatabasesOf } from "./scratch";
import { templateDatabase, testSecret } from "./template";
import { testServer } from "./test-server";

/** Vitest calls this once before all database tests; what it returns once after them. */
export default async function setUp(): Promise<() => Promise<void>> {
  const server = await testServer();
  process.env["DANGOL_SECRET"] = testSecret;
  const run = `dangol_run_${randomBytes(4).toString("hex")}`;
  const end = async () => {
    await dropDatabasesOf(run, server.url);
    await server.stop();
  };
  const template = await templateDatabase(server.url).catch(async (error: unknown) => {
    await end();
    throw error;
  });
  Object.assign(process.env, {
    DANGOL_TEST_SERVER: server.url,
    DANGOL_TEST_TEMPLATE: template,
    DANGOL_TEST_RUN: run,
  });
  return end;
}
