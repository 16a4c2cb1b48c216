import { createHash } from "node:crypto";
import type { Readable } from "node:stream";

import { addressHashOf } from "@/lib/customers/suppressions";
import type { TenantConnection } from "@/lib/platform/database/tenant-connection";
import { keyedHash } from "@/lib/platform/secrets";
import { zipFile } from "@/lib/platform/zip-file";

import { entryNames, formatVersion, type Manifest } from "./manifest";
import { type CarriedTable, carriedTables, linesQuery } from "./tables";

const portion = 1000;

/** Equal where keyed hashes of one installation hold in another. */
export const secretMark = (): string => keyedHash("tenant export", "mark");

/**
 * Everything of a business as one zip: a file of JSON lines for each table, the stored files, and at the end the manifest with counts and
 * checksums. Read from one moment of the database and written as it is read. `onRows` hears how many rows were written.
 */
export async function archiveOf(
  connection: TenantConnection,
  { tenantId, madeAt, onRows }: { tenantId: string; madeAt: Date; onRows: (count: number) => void },
): Promise<Readable> {
  const tables = await carriedTables(connection);
  const files = await connection.query<{ id: string }>(
    "SELECT id FROM stored_file WHERE tenant_id = $1::uuid ORDER BY id",
    [tenantId],
  );
  const manifest: Omit<Manifest, "tenant" | "members"> = {
    format: "dangol-tenant",
    formatVersion,
    madeAt: madeAt.toISOString(),
    secretMark: secretMark(),
    tables: [],
    entries: [],
  };
  /** The same chunks, counted and summed up into the manifest when they end. */
  const noted = (name: string, chunks: () => AsyncIterable<Buffer>) =>
    async function* () {
      const hash = createHash("sha256");
      let bytes = 0;
      for await (const chunk of chunks()) {
        hash.update(chunk);
        bytes += chunk.byteLength;
        yield chunk;
      }
      manifest.entries.push({ name, bytes, sha256: hash.digest("hex") });
    };
  const entry = (name: string, level: number, chunks: () => AsyncIterable<Buffer>) => ({
    name,
    level,
    chunks: noted(name, chunks),
  });
  return zipFile([
    ...tables.map((table) =>
      entry(entryNames.table(table.name), 6, () =>
        linesOf(connection, tenantId, table, onRows, (about) => manifest.tables.push(about)),
      ),
    ),
    // What people upload is compressed already, most of it.
    ...files.map(({ id }) => entry(entryNames.file(id), 0, () => bytesOf(connection, tenantId, id))),
    entry(entryNames.refusals, 6, () => refusedAddresses(connection, tenantId)),
    {
      name: entryNames.manifest,
      level: 6,
      chunks: async function* () {
        const whole = { ...manifest, ...(await aboutTenant(connection, tenantId)) };
        yield Buffer.from(JSON.stringify(whole, null, 1));
      },
    },
  ]);
}

async function* linesOf(
  connection: TenantConnection,
  tenantId: string,
  table: CarriedTable,
  onRows: (count: number) => void,
  atEnd: (about: Manifest["tables"][number]) => void,
): AsyncGenerator<Buffer> {
  const content = createHash("sha256");
  let count = 0;
  for await (const rows of connection.portions<Line>(linesQuery(table), [tenantId], portion)) {
    for (const row of rows) content.update(`${row.content ?? row.line}\n`);
    count += rows.length;
    onRows(rows.length);
    yield Buffer.from(rows.map(({ line }) => `${line}\n`).join(""));
  }
  const columns = table.columns.map(({ name }) => name);
  atEnd({ name: table.name, columns, count, content: content.digest("hex") });
}

interface Line {
  line: string;
  /** Absent where the line has no reference to a member. */
  content?: string;
}

async function* bytesOf(connection: TenantConnection, tenantId: string, id: string): AsyncGenerator<Buffer> {
  const [file] = await connection.query<{ bytes: Buffer }>(
    "SELECT bytes FROM stored_file WHERE tenant_id = $1::uuid AND id = $2::uuid",
    [tenantId, id],
  );
  if (file && file.bytes.byteLength > 0) yield file.bytes;
}

/**
 * Refusals are kept under hashes that only this installation's secret makes. Of those whose number or address a customer still holds
 * it goes along, so that another installation can keep the promise too.
 */
async function* refusedAddresses(connection: TenantConnection, tenantId: string): AsyncGenerator<Buffer> {
  const refusals = await connection.query<{ hash: string }>(
    "SELECT address_hash AS hash FROM suppression WHERE tenant_id = $1::uuid",
    [tenantId],
  );
  if (refusals.length === 0) return;
  const hashes = new Set(refusals.map(({ hash }) => hash));
  const held = `SELECT DISTINCT channel, address FROM contact_point WHERE tenant_id = $1::uuid ORDER BY channel, address`;
  for await (const rows of connection.portions<{ channel: string; address: string }>(
    held,
    [tenantId],
    portion,
  )) {
    const lines = rows.flatMap(({ channel, address }) => {
      const by = channel === "phone" ? "sms" : "email";
      const hash = addressHashOf(by, address);
      return hashes.has(hash) ? [`${JSON.stringify({ channel: by, address, hash })}\n`] : [];
    });
    if (lines.length > 0) yield Buffer.from(lines.join(""));
  }
}

async function aboutTenant(
  connection: TenantConnection,
  tenantId: string,
): Promise<Pick<Manifest, "tenant" | "members">> {
  const [tenant] = await connection.query<Manifest["tenant"]>(
    "SELECT slug, name FROM tenant WHERE id = $1::uuid",
    [tenantId],
  );
  const members = await connection.query<Manifest["members"][number]>(
    `SELECT m.id, a.name, a.email, m.role FROM membership m JOIN account a ON a.id = m.account_id
     WHERE m.tenant_id = $1::uuid ORDER BY m.id`,
    [tenantId],
  );
  if (!tenant) throw new Error("the tenant is gone");
  return { tenant, members };
}
