import { parseArgs } from "node:util";
import pg from "pg";
import * as copy from "pg-copy-streams";

import { beginExport, exportedLines } from "@/lib/customers/export/export";
import { exportInput } from "@/lib/customers/export/schema";
import { writtenAs } from "@/lib/customers/export/written";
import { askForExport, exportsOf } from "@/lib/exports/exports";
import { workOnExport } from "@/lib/exports/making";
import { type TableFormat, tableFile, tableFormats } from "@/lib/platform/table-file";

import { asFigure, asRatio, type Benchmark, type Measured } from "./measure";
import { watchMemory } from "./memory";
import { benchWorld } from "./scratch-world";

/**
 * A list of 100,000 customers as a file of each kind, with every column, beside COPY of the same rows and columns to the same process;
 * then everything of the business. `--rows=5000` makes it smaller.
 */
export async function exportBenchmarks(args: string[]): Promise<Benchmark[]> {
  const { values } = parseArgs({
    args,
    strict: false,
    options: { rows: { type: "string", default: "100000" } },
  });
  const rows = Number(values.rows);
  const world = await benchWorld();
  const owner = new pg.Client({ connectionString: world.ownerUrl });
  await owner.connect();
  const measured: Benchmark[] = [];
  try {
    await fill(owner, world.tenant.tenantId, rows);
    const baseline = await copied(owner, world.tenant.tenantId, rows);
    for (const format of tableFormats) {
      const memory = watchMemory();
      const ours = await exported(world.tenant, format, rows);
      memory.end();
      measured.push(
        asRatio(`list of ${rows} customers as ${format}, against COPY to the same process`, 0.1, {
          ours,
          baseline,
        }),
        asFigure(
          `list of ${rows} customers as ${format}: memory beside what was taken before`,
          memory.grown(),
          "MB",
          "<= 400",
        ),
      );
    }
    const memory = watchMemory();
    const began = performance.now();
    const { id } = await askForExport(world.tenant, { reason: "bench" }, "192.0.2.7");
    await workOnExport(world.tenant, id);
    const [file] = await exportsOf(world.tenant);
    memory.end();
    measured.push(
      asFigure(
        `everything of a business, ${file?.rows} rows in one file`,
        (performance.now() - began) / 1000,
        "s",
        "reported",
      ),
      asFigure(
        "everything of a business: memory beside what was taken before",
        memory.grown(),
        "MB",
        "<= 400",
      ),
    );
    return measured;
  } finally {
    await owner.end();
    await world.end();
  }
}

const rate = (rows: number, began: number): Measured => ({
  perSecond: rows / ((performance.now() - began) / 1000),
  p50: null,
  p99: null,
});

async function exported(
  tenant: Parameters<typeof beginExport>[0],
  format: TableFormat,
  rows: number,
): Promise<Measured> {
  const began = performance.now();
  const given = exportInput.parse({ query: "", all: rows, reason: "bench", format });
  const { columns, fields } = await beginExport(tenant, given, "192.0.2.7");
  const written = writtenAs(columns, fields, { zone: "Asia/Seoul", locale: "ko" });
  async function* portions() {
    for await (const lines of exportedLines(tenant, given, columns)) yield lines.map(written.row);
  }
  let bytes = 0;
  for await (const chunk of tableFile(format, written.head, portions())) bytes += chunk.byteLength;
  if (bytes < rows * 5) throw new Error(`the file holds only ${bytes} bytes`);
  return rate(rows, began);
}

/** Names, numbers, shops and tags, as a list has them. */
async function fill(owner: pg.Client, tenantId: string, rows: number): Promise<void> {
  await owner.query("SET session_replication_role = replica");
  await owner.query(
    `INSERT INTO customer (tenant_id, id, name, shop, trade, created_at)
     SELECT $1::uuid, gen_random_uuid(), '고객 ' || n, '가게 ' || n % 900, '미용', now() - n * interval '1 minute'
     FROM generate_series(1, $2::int) n`,
    [tenantId, rows],
  );
  await owner.query(
    `INSERT INTO contact_point (tenant_id, id, customer_id, channel, address, last_four, recognised, "primary", created_at)
     SELECT tenant_id, gen_random_uuid(), id, 'phone', '+8210' || lpad(n::text, 8, '0'), lpad((n % 10000)::text, 4, '0'), true, true, created_at
     FROM (SELECT c.*, row_number() OVER () AS n FROM customer c WHERE tenant_id = $1) c`,
    [tenantId],
  );
  await owner.query(
    `INSERT INTO tag (tenant_id, id, name, created_at)
     SELECT $1::uuid, gen_random_uuid(), '태그 ' || n, now() FROM generate_series(1, 10) n`,
    [tenantId],
  );
  await owner.query(
    `INSERT INTO customer_tag (tenant_id, customer_id, tag_id, tagged_at)
     SELECT c.tenant_id, c.id, t.id, now() FROM (SELECT *, row_number() OVER () AS n FROM customer WHERE tenant_id = $1) c
     JOIN (SELECT *, row_number() OVER () AS n FROM tag WHERE tenant_id = $1) t ON t.n = c.n % 10 + 1 OR t.n = c.n % 7 + 1`,
    [tenantId],
  );
  await owner.query("ANALYZE");
}

/** The columns of the list, by the same look-ups, in one statement and without row-level security. */
const sameRows = (tenantId: string) => `
  SELECT c.name, c.shop,
    (SELECT p.address FROM contact_point p WHERE p.tenant_id = c.tenant_id AND p.customer_id = c.id AND p.channel = 'phone'
     ORDER BY p."primary" DESC, p.created_at, p.id LIMIT 1),
    (SELECT p.address FROM contact_point p WHERE p.tenant_id = c.tenant_id AND p.customer_id = c.id AND p.channel = 'email'
     ORDER BY p."primary" DESC, p.created_at, p.id LIMIT 1),
    (SELECT string_agg(t.name, ', ' ORDER BY t.name) FROM customer_tag ct JOIN tag t ON t.tenant_id = ct.tenant_id AND t.id = ct.tag_id
     WHERE ct.tenant_id = c.tenant_id AND ct.customer_id = c.id),
    (SELECT string_agg(g.name, ', ' ORDER BY g.name) FROM customer_group_member m
     JOIN customer_group g ON g.tenant_id = m.tenant_id AND g.id = m.group_id
     WHERE m.tenant_id = c.tenant_id AND m.customer_id = c.id),
    (SELECT co.title FROM enrollment e JOIN run r ON r.tenant_id = e.tenant_id AND r.id = e.run_id
     JOIN course co ON co.tenant_id = r.tenant_id AND co.id = r.course_id
     WHERE e.tenant_id = c.tenant_id AND e.customer_id = c.id AND e.state <> 'moved' ORDER BY e.applied_at DESC, e.id DESC LIMIT 1),
    (SELECT count(*) FROM enrollment e WHERE e.tenant_id = c.tenant_id AND e.customer_id = c.id AND e.state <> 'moved'),
    c.created_at, a.name
  FROM customer c LEFT JOIN membership m ON m.tenant_id = c.tenant_id AND m.id = c.assignee_id LEFT JOIN account a ON a.id = m.account_id
  WHERE c.tenant_id = '${tenantId}' AND c.erased_at IS NULL`;

async function copied(owner: pg.Client, tenantId: string, rows: number): Promise<Measured> {
  const began = performance.now();
  let bytes = 0;
  for await (const chunk of owner.query(copy.to(`COPY (${sameRows(tenantId)}) TO STDOUT`)))
    bytes += (chunk as Buffer).byteLength;
  if (bytes < rows * 5) throw new Error(`COPY gave only ${bytes} bytes`);
  return rate(rows, began);
}
