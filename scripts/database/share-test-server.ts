import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { sharedServerFile, startPassingServer } from "./test-server";

/** Keeps one test Postgres for every test run of this checkout, until interrupted. */
const server = await startPassingServer({ durable: false });
mkdirSync(path.dirname(sharedServerFile), { recursive: true });
writeFileSync(sharedServerFile, server.url, { mode: 0o600 });
process.stdout.write(`test Postgres: ${server.url}\n`);
const forever = setInterval(() => {}, 1 << 30);
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, async () => {
    clearInterval(forever);
    rmSync(sharedServerFile, { force: true });
    await server.stop();
  });
