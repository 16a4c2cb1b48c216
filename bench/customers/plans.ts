import { writeFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";

import { recordStatements, type Statement } from "../recorded-sql";
import type { Measurement } from "./measurement";

/** How Postgres answers the verb's own statements and the hand-written one, a file for each measurement. */
export async function writePlans(
  folder: string,
  all: readonly Measurement[],
  { ownerUrl, tenantId }: { ownerUrl: string; tenantId: string },
): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  const said: string[] = [];
  client.on("notice", ({ message }) => said.push(message ?? ""));
  await client.connect();
  // Shows what happens inside search_customers too.
  await client.query("LOAD 'auto_explain'");
  await client.query(`SET auto_explain.log_min_duration = 0; SET auto_explain.log_analyze = on; SET auto_explain.log_buffers = on;
    SET auto_explain.log_nested_statements = on; SET auto_explain.log_level = notice`);
  const planOf = async ({ text, values }: Statement) => {
    said.length = 0;
    await client.query("BEGIN");
    await client.query("SELECT set_config('app.tenant_id', $1, true)", [tenantId]);
    await client.query("SET LOCAL ROLE dangol_app");
    said.length = 0;
    await client.query({ text, values });
    // A statement ends, and tells its plan, only when the next one begins.
    await client.query("COMMIT");
    return said.filter(readsTables).map(readable).join("\n\n");
  };
  for (const { name, verb, sql } of all) {
    const statements = (await recordStatements(() => verb(0))).filter(({ text }) => isQuestion(text));
    const parts = [];
    for (const statement of statements) parts.push(`-- the verb\n${await planOf(statement)}`);
    parts.push(`-- written by hand\n${await planOf(sql(0))}`);
    writeFileSync(path.join(folder, `${fileOf(name)}.txt`), `${parts.join("\n\n")}\n`);
  }
  await client.end();
}

/** Leaves out the many small functions that search_customers calls. */
const readsTables = (message: string) => /Scan (on|using) \w/.test(message);

const isQuestion = (text: string) => /^\s*(select|with)\b/i.test(text) && !text.includes("set_config");

const fileOf = (name: string) => name.replaceAll(/[^\p{L}\p{N}]+/gu, "-").toLowerCase();

/** Without costs, which say nothing of the machine's work, and without spaces at the ends. */
const readable = (message: string) =>
  message
    .replace(/^duration: ([\d.]+) ms {2}plan:/, "$1 ms")
    .replaceAll(/ {2}\(cost=[^)]*\)/g, "")
    .replaceAll(/[ \t]+$/gm, "");
