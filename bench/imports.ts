import { finished } from "node:stream/promises";
import { parseArgs } from "node:util";
import pg from "pg";
import * as copy from "pg-copy-streams";

import {
  beginImport,
  bringIn,
  importSummary,
  mapImport,
  undoWholeImport,
} from "@/lib/customers/imports/imports";
import type { Mapping } from "@/lib/customers/imports/schema";
import { workOnImport } from "@/lib/customers/imports/work";
import { makeTenant } from "@/lib/platform/testing/tenant";

import { asFigure, asRatio, type Benchmark, type Measured } from "./measure";
import { watchMemory } from "./memory";
import { benchWorld, phoneOf } from "./scratch-world";

const surnames = "김이박최정강조윤장임";
const shops = ["봉평메밀", "온누리약국", "바다횟집", "행복한꽃집", "맑은안경"];

/** A list as an owner keeps it: name, number, shop, trade, course history. */
function file(rows: number): Uint8Array<ArrayBuffer> {
  const lines = ["이름,전화번호,상호,업종,수강 이력"];
  for (let n = 0; n < rows; n += 1) {
    const name = surnames.charAt(n % 10) + String.fromCharCode(0xac00 + ((n * 7919) % 11_000));
    lines.push([name, phoneOf(n), shops[n % 5], "미용", n % 2 ? "공개강의" : "공개강의;실습"].join(","));
  }
  return new TextEncoder().encode(lines.join("\n")) as Uint8Array<ArrayBuffer>;
}

/**
 * A file of 100,000 rows from its bytes to customers, with the dry run between, beside COPY of the very rows that it wrote into the
 * same tables and indexes; and the most memory the process took. `--rows=5000` makes it smaller.
 */
export async function importBenchmarks(args: string[]): Promise<Benchmark[]> {
  const { values } = parseArgs({
    args,
    strict: false,
    options: { rows: { type: "string", default: "100000" } },
  });
  const rows = Number(values.rows);
  const world = await benchWorld();
  const memory = watchMemory();
  try {
    const began = performance.now();
    const { id } = await beginImport(world.tenant, { fileName: "bench.csv", bytes: file(rows) }, "caller");
    await workOnImport(world.tenant, id);
    const { mapping, version } = await importSummary(world.tenant, id);
    await mapImport(world.tenant, { id, version, ...(mapping as Mapping) }, "caller");
    await workOnImport(world.tenant, id);
    const checked = await importSummary(world.tenant, id);
    await bringIn(world.tenant, { id, version: checked.version }, "caller");
    await workOnImport(world.tenant, id);
    const ours = rate(rows, began);
    // Before the baseline, which holds all of its lines.
    const grown = memory.grown();
    const { totals } = await importSummary(world.tenant, id);
    if (totals.create !== rows) throw new Error(`${totals.create} of ${rows} rows became customers`);
    const copied = await copySameRows(world.ownerUrl, world.tenant.tenantId, rows);
    const undoing = performance.now();
    await undoWholeImport(world.tenant, { id }, "caller");
    await workOnImport(world.tenant, id);
    return [
      asRatio(`file of ${rows} rows: read, tried and brought in, against COPY`, 0.1, {
        ours,
        baseline: copied,
      }),
      asFigure(`file of ${rows} rows: memory beside what was taken before`, grown, "MB", "<= 400"),
      asFigure(`file of ${rows} rows: taken back`, (performance.now() - undoing) / 1000, "s", "reported"),
    ];
  } finally {
    memory.end();
    await world.end();
  }
}

const rate = (rows: number, began: number): Measured => ({
  perSecond: rows / ((performance.now() - began) / 1000),
  p50: null,
  p99: null,
});

const written = ["customer", "contact_point", "shop", "customer_shop", "customer_tag"];

/** What the import wrote, for another tenant, as lines in memory; then only their way in is timed. */
async function copySameRows(ownerUrl: string, tenantId: string, rows: number): Promise<Measured> {
  const other = await makeTenant();
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  await client.query("SET session_replication_role = replica");
  const lines = new Map<string, Buffer>();
  for (const table of written) {
    const out = client.query(
      copy.to(`COPY (SELECT * FROM "${table}" WHERE tenant_id = '${tenantId}') TO STDOUT`),
    );
    const chunks: Buffer[] = [];
    for await (const chunk of out) chunks.push(chunk as Buffer);
    lines.set(
      table,
      Buffer.from(Buffer.concat(chunks).toString("utf8").replaceAll(tenantId, other.tenantId)),
    );
  }
  const began = performance.now();
  for (const table of written) {
    const into = client.query(copy.from(`COPY "${table}" FROM STDIN`));
    into.end(lines.get(table));
    await finished(into);
  }
  const measured = rate(rows, began);
  await client.end();
  return measured;
}
