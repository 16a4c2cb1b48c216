#!/usr/bin/env node
// Drop-in "schema-engine" for the Prisma 7 CLI: same argv + JSON-RPC over stdio, answered by
// @prisma/schema-engine-wasm + @prisma/adapter-pg. Enabled with PRISMA_SCHEMA_ENGINE_BINARY.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import readline from "node:readline";
import { parseArgs } from "node:util";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import pg from "pg";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  strict: false,
  options: {
    datasource: { type: "string" },
    datamodels: { type: "string", multiple: true },
    "enabled-preview-features": { type: "string" },
    "extension-types": { type: "string" },
  },
});
if (values.version === true || process.argv.includes("--version")) {
  console.log("schema-engine-cli wasm-shim");
  process.exit(0);
}
const ds = values.datasource ? JSON.parse(values.datasource) : {};
const url = ds.url ?? process.env.DATABASE_URL;
const log = (level, message, extra = {}) =>
  process.stderr.write(
    `${JSON.stringify({
      timestamp: new Date().toISOString(),
      level,
      fields: { message, ...extra },
      target: "schema_engine::logger",
    })}\n`,
  );

const ident = (s) => `"${s.replaceAll('"', '""')}"`;
async function admin(fn) {
  const u = new URL(url);
  const db = decodeURIComponent(u.pathname.slice(1));
  u.pathname = "/postgres";
  const c = new pg.Client({ connectionString: u.toString() });
  await c.connect();
  try {
    return await fn(c, db);
  } finally {
    await c.end();
  }
}
if (positionals[0] === "cli") {
  try {
    if (positionals[1] === "can-connect-to-database") {
      const c = new pg.Client({ connectionString: url });
      await c.connect();
      await c.end();
    } else if (positionals[1] === "create-database")
      await admin((c, db) => c.query(`CREATE DATABASE ${ident(db)}`));
    else if (positionals[1] === "drop-database")
      await admin((c, db) => c.query(`DROP DATABASE IF EXISTS ${ident(db)} WITH (FORCE)`));
    process.stderr.write("\n");
    process.exit(0);
  } catch (e) {
    const code =
      e.code === "3D000"
        ? "P1003"
        : e.code === "ECONNREFUSED"
          ? "P1001"
          : e.code === "28P01"
            ? "P1000"
            : "P1001";
    process.stderr.write("\n");
    log("ERROR", `${e.message}`, { error_code: code, is_panic: false });
    process.exit(1);
  }
}

let panic = "";
globalThis.PRISMA_WASM_PANIC_REGISTRY = {
  set_message(m) {
    panic = m;
  },
};
// load the wasm without --experimental-wasm-modules
const require = createRequire(import.meta.url);
const bgPath = require.resolve("@prisma/schema-engine-wasm/schema_engine_bg");
const bg = await import(bgPath);
const wasmBytes = readFileSync(path.join(path.dirname(bgPath), "schema_engine_bg.wasm"));
const { instance } = await WebAssembly.instantiate(wasmBytes, { "./schema_engine_bg.js": bg });
bg.__wbg_set_wasm(instance.exports);
instance.exports.__wbindgen_start();

// adapter-pg 7.10 is written for the query path; three gaps matter to the schema engine:
//  1. catalog columns of type "char" (oid 18) are rejected  -> present them as bpchar (1042)
//  2. executeScript() splits on ";" (breaks DO $$ ... $$)     -> send the script as one simple query
//  3. connectToShadowDb() ignores `database` when a URL is given (would touch the MAIN database)
function catalogAware(q) {
  const stock = q.queryRaw;
  q.queryRaw = async (query) => {
    const res = await q.performIO(query);
    const isChar = res.fields.map((f) => f.dataTypeID === 18);
    const fields = res.fields.map((f, i) => (isChar[i] ? { ...f, dataTypeID: 1042 } : f));
    const out = await stock.call(
      Object.create(q, { performIO: { value: async () => ({ ...res, fields }) } }),
      query,
    );
    out.columnTypes = out.columnTypes.map((t, i) => (isChar[i] ? ColumnTypeEnum.Character : t));
    return out;
  };
  return q;
}
const schemaParam = url ? (new URL(url).searchParams.get("schema") ?? undefined) : undefined;
const target = url ?? "postgresql://nobody@127.0.0.1:1/none";
async function open(connectionString, cleanup = async () => {}) {
  const pool = new pg.Pool({ connectionString, max: 4 });
  const adapter = await new PrismaPg(pool, { schema: schemaParam }).connect();
  catalogAware(adapter);
  const begin = adapter.startTransaction.bind(adapter);
  adapter.startTransaction = async (...a) => catalogAware(await begin(...a));
  adapter.executeScript = async (script) => {
    try {
      await pool.query(script);
    } catch (e) {
      adapter.onError(e);
    }
  };
  adapter.dispose = async () => {
    await pool.end();
    await cleanup();
  };
  return adapter;
}
const plain = {
  provider: "postgres",
  adapterName: "@prisma/adapter-pg",
  connect: () => open(target),
  connectToShadowDb: async () => {
    if (ds.shadowDatabaseUrl) return open(ds.shadowDatabaseUrl);
    const name = `prisma_migrate_shadow_db_${crypto.randomUUID()}`;
    await admin((c) => c.query(`CREATE DATABASE ${ident(name)} TEMPLATE template0`));
    const u = new URL(target);
    u.pathname = `/${name}`;
    return open(u.toString(), () =>
      admin((c) => c.query(`DROP DATABASE IF EXISTS ${ident(name)} WITH (FORCE)`)),
    );
  },
};
const factory = bindMigrationAwareSqlAdapterFactory(plain);
const datamodels = (values.datamodels ?? []).map((f) => [f, readFileSync(f, "utf8")]);
let engine;
const getEngine = async () =>
  (engine ??= await bg.SchemaEngine.new(
    { datamodels: datamodels.length ? datamodels : undefined },
    (l) => {
      if (process.env.DEBUG) process.stderr.write(`${String(l)}\n`);
    },
    factory,
  ));
let pending = Promise.resolve();
const send = (o) => process.stdout.write(`${JSON.stringify(o)}\n`);
const rl = readline.createInterface({ input: process.stdin, crlfDelay: Infinity });
let nextId = 1e6;
rl.on("line", (line) => {
  if (!line.trim()) return;
  const msg = JSON.parse(line);
  if (!msg.method) return;
  pending = pending.then(async () => {
    const name = msg.method === "getDatabaseVersion" ? "version" : msg.method;
    try {
      const e = await getEngine();
      let result = await e[name](msg.params ?? undefined);
      if (name === "diff" && result?.stdout != null) {
        send({ jsonrpc: "2.0", id: nextId++, method: "print", params: { content: result.stdout } });
        result = { exitCode: result.exitCode };
      }
      send({ jsonrpc: "2.0", id: msg.id, result: result ?? {} });
    } catch (err) {
      const message = panic || (err?.message ?? String(err));
      send({
        jsonrpc: "2.0",
        id: msg.id,
        error: {
          code: 4466,
          message: "An error happened. Check the data field for details.",
          data: { is_panic: false, message, error_code: err?.code ?? null, meta: err?.meta ?? null },
        },
      });
    }
  });
});
rl.on("close", () => pending.finally(() => process.exit(0)));
