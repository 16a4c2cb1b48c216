import { execSync, spawn } from "node:child_process";
import { cpus, totalmem } from "node:os";

import pg from "pg";

import type { Benchmark } from "./measure";

const json = process.argv.includes("--json");
const only = process.argv.find((word) => word.startsWith("--only="))?.slice("--only=".length);
const parts = ["seats", "verb", "messages", "crowd", "http", "imports", "exports", "customers"];

/** Each part in a process of its own: settings and pools of one never reach the next. A part that fails fails the whole. */
async function part(name: string): Promise<Benchmark[]> {
  if (!json) process.stderr.write(`${name} …\n`);
  const child = spawn(
    process.execPath,
    ["--import", "tsx", "bench/part.ts", name, ...process.argv.slice(2)],
    {
      env: { ...process.env, DANGOL_TEST_SERVER: process.env.DATABASE_URL },
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => {
    output += chunk;
  });
  const code = await new Promise((resolve) => child.once("exit", resolve));
  if (code !== 0) throw new Error(`the benchmark "${name}" failed`);
  return JSON.parse(output);
}

if (only && !parts.includes(only)) {
  process.stderr.write(`There is no benchmark "${only}". There are: ${parts.join(", ")}.\n`);
  process.exit(1);
}

const benchmarks: Benchmark[] = [];
for (const name of parts) {
  if (only && only !== name) continue;
  const measured = await part(name);
  benchmarks.push(...measured);
  if (!json) process.stdout.write(`${measured.map(lineOf).join("\n")}\n`);
}

const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
await client.connect();
const { rows } = await client.query("SHOW server_version");
await client.end();

const report = {
  machine: {
    cores: cpus().length,
    model: cpus()[0]?.model ?? "",
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    platform: `${process.platform}-${process.arch}`,
  },
  versions: { node: process.version, postgres: rows[0].server_version, commit: commit() },
  benchmarks,
};

function commit(): string {
  try {
    return execSync("git rev-parse --short HEAD", { encoding: "utf8" }).trim();
  } catch {
    return "";
  }
}

if (json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);

function lineOf(one: Benchmark): string {
  return [
    one.name,
    `${one.value} ${one.unit}`,
    one.baseline === null ? "" : `baseline ${one.baseline}`,
    one.ratio === null ? "" : `ratio ${one.ratio}`,
    one.aim,
    one.p50 === null ? "" : `p50 ${one.p50} ms, p99 ${one.p99} ms`,
  ]
    .filter((word) => word !== "")
    .join(" · ");
}
process.exit(0);
