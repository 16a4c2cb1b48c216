import { randomBytes } from "node:crypto";
import { appUrl } from "@/lib/platform/app-url";
import { databaseUrl, onServer, secretOfServer, templateDatabase } from "./template";

export interface ScratchDatabase {
  ownerUrl: string;
  appUrl: string;
  drop(): Promise<void>;
}

/**
 * A migrated, empty database of one's own: for tests that drop policies, count whole tables, restore or kill.
 * Within vitest the server is the one of the run; other programs name theirs.
 */
export async function scratchDatabase(serverUrl = serverOfTheRun()): Promise<ScratchDatabase> {
  const template = templateOfTheRun(serverUrl) ?? (await templateDatabase(serverUrl));
  const name = `${process.env["DANGOL_TEST_RUN"] ?? "dangol_scratch"}_${randomBytes(6).toString("hex")}`;
  await onServer(serverUrl, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`));
  const ownerUrl = databaseUrl(serverUrl, name);
  const drop = async () => {
    await onServer(serverUrl, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  };
  return { ownerUrl, appUrl: appUrl(ownerUrl, secretOfServer()), drop };
}

/** Drops what the files of one test run left, so that no test need do it while its connections are open. */
export async function dropDatabasesOf(run: string, serverUrl: string): Promise<void> {
  await onServer(serverUrl, async (client) => {
    const { rows } = await client.query("SELECT datname FROM pg_database WHERE starts_with(datname, $1)", [
      `${run}_`,
    ]);
    for (const { datname } of rows) await client.query(`DROP DATABASE IF EXISTS ${datname} WITH (FORCE)`);
  });
}

/** What the run made at its beginning, so that not every file of tests looks whether it is still the right one. */
const templateOfTheRun = (serverUrl: string) =>
  serverUrl === process.env["DANGOL_TEST_SERVER"] ? process.env["DANGOL_TEST_TEMPLATE"] : undefined;

function serverOfTheRun(): string {
  const url = process.env["DANGOL_TEST_SERVER"];
  if (!url) throw new Error("scratchDatabase() needs the URL of a server outside vitest.");
  return url;
}
