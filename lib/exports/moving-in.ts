import { createHash } from "node:crypto";

import { addressHashOf } from "@/lib/customers/suppressions";
import { inLongTransaction, type TenantConnection } from "@/lib/platform/database/tenant-connection";
import { publicPageChannel } from "@/lib/platform/public-page-changes";

import {
  type Archive,
  BadArchive,
  limits,
  linesIn,
  openArchive,
  verifyArchive,
  whole,
} from "./archive-reading";
import { secretMark } from "./archive-writing";
import { entryNames, type Manifest } from "./manifest";
import { type CarriedTable, carriedTables, linesQuery, memberReferences, quoted } from "./tables";

export interface MovedIn {
  /** Counted and summed up again from the database, and equal to the file's. */
  tables: { name: string; rows: number; content: string }[];
  rows: number;
  files: number;
  /** Members of then who work here too, by their e-mail address, and those who do not. */
  members: { here: number; notHere: number };
  /** What would have gone on by itself and does not. */
  stopped: { messages: number; questions: number; imports: number };
  /** Refusals of addresses that nobody holds any more: another installation cannot know whom they are about. */
  refusalsLost: number;
}

/**
 * Takes a file with everything of a business into a tenant that has nothing yet: all of it or none. The file is verified before the first
 * row is written, and what was written is counted and summed up again before it stands. Ids stay as they are, because every key of the
 * database begins with the tenant; members stay who they are here. Nothing is sent, and nothing goes on by itself. Throws BadArchive.
 */
export async function moveIn(tenantId: string, path: string): Promise<MovedIn> {
  const archive = await openArchive(path);
  try {
    await verifyArchive(archive);
    return await inLongTransaction(tenantId, "whole", (connection) => taken(connection, tenantId, archive));
  } finally {
    archive.close();
  }
}

async function taken(connection: TenantConnection, tenantId: string, archive: Archive): Promise<MovedIn> {
  // Nobody adds anything to the tenant meanwhile: every new row of it looks up this one.
  await connection.query("SELECT 1 FROM tenant WHERE id = $1::uuid FOR UPDATE", [tenantId]);
  const { manifest } = archive;
  const known = await carriedTables(connection);
  const tables = tablesToWrite(known, manifest);
  const earlier = await refuseUnlessEmpty(connection, tenantId, known);
  const members = await membersHere(connection, tenantId, manifest);
  for (const table of tables) await write(connection, { tenantId, archive, table, members });
  for (const table of tables) await joinRows(connection, { tenantId, archive, table });
  const check = await checked(connection, { tenantId, manifest, tables, earlier });
  const refusalsLost = await keepRefusals(connection, tenantId, archive);
  const stopped = await standDown(connection, tenantId);
  await connection.query(`SELECT pg_notify('${publicPageChannel}', slug) FROM tenant WHERE id = $1::uuid`, [
    tenantId,
  ]);
  return {
    tables: check,
    rows: check.reduce((sum, { rows }) => sum + rows, 0),
    files: manifest.entries.filter(({ name }) => name.startsWith("files/")).length,
    members: { here: members.byId.size, notHere: manifest.members.length - members.byId.size },
    stopped,
    refusalsLost,
  };
}

interface TableToWrite extends CarriedTable {
  /** The columns that the file has. */
  given: string[];
}

/** The file's tables in the order in which they can be written. What this database does not know comes from a newer version. */
function tablesToWrite(known: readonly CarriedTable[], { tables }: Manifest): TableToWrite[] {
  const byName = new Map(tables.map((table) => [table.name, table]));
  if (byName.size !== tables.length) throw new BadArchive("damaged", entryNames.manifest);
  for (const { name, columns } of tables) {
    const here = known.find((table) => table.name === name);
    const strange = columns.find((column) => !here?.columns.some((one) => one.name === column));
    if (!here || strange) throw new BadArchive("wrongVersion", here ? `${name}.${strange}` : name);
  }
  return known.flatMap((table) => {
    const given = byName.get(table.name)?.columns;
    return given ? [{ ...table, given }] : [];
  });
}

/** What a new tenant is born with. */
const bornWith = ["tenant", "tenant_settings", "event"];

/** Refuses a tenant that has anything of its own; answers the events of its making. */
async function refuseUnlessEmpty(
  connection: TenantConnection,
  tenantId: string,
  tables: readonly CarriedTable[],
): Promise<string[]> {
  for (const { name } of tables) {
    if (bornWith.includes(name)) continue;
    const [found] = await connection.query<{ any: boolean }>(
      `SELECT EXISTS (SELECT FROM ${quoted(name)} WHERE tenant_id = $1::uuid) AS any`,
      [tenantId],
    );
    if (found?.any) throw new BadArchive("notEmpty", name);
  }
  const events = await connection.query<{ id: string }>("SELECT id FROM event WHERE tenant_id = $1::uuid", [
    tenantId,
  ]);
  return events.map(({ id }) => id);
}

interface Members {
  /** The membership here of somebody who was a member there, by their old one. */
  byId: Map<string, string>;
  owner: string;
}

async function membersHere(
  connection: TenantConnection,
  tenantId: string,
  { members }: Manifest,
): Promise<Members> {
  const here = await connection.query<{ id: string; email: string; role: string }>(
    `SELECT m.id, a.email, m.role FROM membership m JOIN account a ON a.id = m.account_id
     WHERE m.tenant_id = $1::uuid AND m.removed_at IS NULL ORDER BY m.id`,
    [tenantId],
  );
  const owner = here.find(({ role }) => role === "owner");
  if (!owner) throw new BadArchive("doesNotFit", "membership");
  const byEmail = new Map(here.map(({ id, email }) => [email, id]));
  return {
    byId: new Map(
      members.flatMap(({ id, email }) => {
        const now = byEmail.get(email);
        return now ? [[id, now] as const] : [];
      }),
    ),
    owner: owner.id,
  };
}

interface Writing {
  tenantId: string;
  archive: Archive;
  table: TableToWrite;
}

async function write(
  connection: TenantConnection,
  { tenantId, archive, table, members }: Writing & { members: Members },
): Promise<void> {
  const isFile = table.name === "stored_file";
  const own = [tenantId, JSON.stringify(Object.fromEntries(members.byId)), members.owner];
  const sql = insertOf(table, isFile);
  for await (const lines of linesIn(archive, entryNames.table(table.name)))
    try {
      // Plans of foreign keys that were made when the tables were empty would scan what is many now.
      await connection.query("DISCARD PLANS");
      if (!isFile) await connection.query(sql, [...own, `[${lines.join(",")}]`]);
      else
        for (const line of lines) {
          const name = entryNames.file(String((JSON.parse(line) as { id?: unknown }).id));
          const bytes = await whole(await archive.read(name), name, limits.storedFile);
          await connection.query(sql, [...own, `[${line}]`, bytes]);
        }
    } catch (error) {
      // The database's own words would tell of rows.
      throw error instanceof BadArchive ? error : new BadArchive("doesNotFit", table.name);
    }
}

/** $1 the tenant, $2 members of then and now, $3 the owner, $4 rows as JSON, $5 the bytes of a file. */
function insertOf(table: TableToWrite, isFile: boolean): string {
  const columns = table.columns.filter(({ name }) => table.given.includes(name));
  const values = columns.map((column) => writtenValue(table, column));
  const names = columns.map(({ name }) => quoted(name));
  const rows = `json_populate_recordset(NULL::${quoted(table.name)}, $4::json) AS x, (SELECT $2::jsonb AS here, $3::uuid AS owner) AS m`;
  if (table.name === "tenant")
    return `UPDATE tenant SET ${names.map((name, place) => `${name} = ${values[place]}`).join(", ")} FROM ${rows} WHERE tenant.id = $1::uuid`;
  const into = isFile ? [...names, "bytes"] : names;
  const from = isFile ? [...values, "$5::bytea"] : values;
  const beside =
    table.name === "tenant_settings"
      ? ` ON CONFLICT (tenant_id) DO UPDATE SET ${names.map((name) => `${name} = excluded.${name}`).join(", ")}`
      : "";
  return `INSERT INTO ${quoted(table.name)} (tenant_id, ${into.join(", ")}) SELECT $1::uuid, ${from.join(", ")} FROM ${rows}${beside}`;
}

function writtenValue(
  table: TableToWrite,
  { name, isJson, mayBeNull, isText }: CarriedTable["columns"][number],
): string {
  const value = `x.${quoted(name)}`;
  // Rows of the same table may not be there yet.
  if (table.toItself.includes(name)) return "NULL";
  // As a value of a column the null of JSON reads as none.
  if (isJson && !mayBeNull) return `coalesce(${value}, 'null'::jsonb)`;
  const reference = memberReferences[`${table.name}.${name}`];
  if (!reference) return value;
  const here = `(m.here ->> ${value}::text)${isText ? "" : "::uuid"}`;
  if (reference === "nobody") return here;
  return `coalesce(${here}, ${reference === "owner" ? "m.owner" : value})`;
}

/** Rows that point to others of their own table, now that all of them are there. */
async function joinRows(connection: TenantConnection, { tenantId, archive, table }: Writing): Promise<void> {
  const columns = table.toItself.filter((name) => table.given.includes(name)).map(quoted);
  if (columns.length === 0) return;
  const same = table.key.map((name) => `t.${quoted(name)} = x.${quoted(name)}`).join(" AND ");
  const sql = `UPDATE ${quoted(table.name)} t SET ${columns.map((name) => `${name} = x.${name}`).join(", ")}
    FROM json_populate_recordset(NULL::${quoted(table.name)}, $2::json) AS x
    WHERE t.tenant_id = $1::uuid AND ${same} AND (${columns.map((name) => `x.${name} IS NOT NULL`).join(" OR ")})`;
  for await (const lines of linesIn(archive, entryNames.table(table.name)))
    try {
      await connection.query(sql, [tenantId, `[${lines.join(",")}]`]);
    } catch {
      throw new BadArchive("doesNotFit", table.name);
    }
}

const portion = 1000;

/** Counts and sums up what stands in the database as the export did, and holds it against the manifest. */
async function checked(
  connection: TenantConnection,
  {
    tenantId,
    manifest,
    tables,
    earlier,
  }: { tenantId: string; manifest: Manifest; tables: readonly TableToWrite[]; earlier: readonly string[] },
): Promise<MovedIn["tables"]> {
  const found: MovedIn["tables"] = [];
  for (const table of tables) {
    const told = manifest.tables.find(({ name }) => name === table.name);
    const but = table.name === "event" ? earlier : [];
    const hash = createHash("sha256");
    let rows = 0;
    const query = linesQuery(table, {
      columns: table.given,
      ...(but.length > 0 && { but: "$2::uuid[]" }),
    });
    const values = but.length > 0 ? [tenantId, but] : [tenantId];
    for await (const lines of connection.portions<{ line: string; content?: string }>(
      query,
      values,
      portion,
    )) {
      rows += lines.length;
      for (const { line, content } of lines) hash.update(`${content ?? line}\n`);
    }
    const content = hash.digest("hex");
    if (rows !== told?.count || content !== told.content) throw new BadArchive("differs", table.name);
    found.push({ name: table.name, rows, content });
  }
  const sums = new Map(manifest.entries.map(({ name, sha256 }) => [name, sha256]));
  const files = `SELECT id, encode(sha256(bytes), 'hex') AS sum FROM stored_file WHERE tenant_id = $1::uuid`;
  for await (const rows of connection.portions<{ id: string; sum: string }>(files, [tenantId], portion))
    for (const { id, sum } of rows)
      if (sums.get(entryNames.file(id)) !== sum) throw new BadArchive("differs", entryNames.file(id));
  return found;
}

/**
 * Refusals stand under hashes of an installation's secret. Where it is another one they are made anew from the addresses that came
 * along; answers how many cannot be.
 */
async function keepRefusals(
  connection: TenantConnection,
  tenantId: string,
  archive: Archive,
): Promise<number> {
  if (archive.manifest.secretMark === secretMark()) return 0;
  const [all] = await connection.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM suppression WHERE tenant_id = $1::uuid",
    [tenantId],
  );
  let kept = 0;
  if (archive.names.has(entryNames.refusals))
    for await (const lines of linesIn(archive, entryNames.refusals))
      for (const line of lines) {
        const { channel, address, hash } = JSON.parse(line) as Record<"channel" | "address" | "hash", string>;
        const own = addressHashOf(channel === "email" ? "email" : "sms", address);
        const changed = await connection.query<unknown>(
          `UPDATE suppression SET address_hash = $2 WHERE tenant_id = $1::uuid AND address_hash = $3 RETURNING 1`,
          [tenantId, own, hash],
        );
        kept += changed.length;
      }
  return (all?.count ?? 0) - kept;
}

/** What would go on by itself is stopped: the business that it comes from may be at work still, and people would hear twice. */
async function standDown(connection: TenantConnection, tenantId: string): Promise<MovedIn["stopped"]> {
  const changed = async (sql: string) =>
    (await connection.query<unknown>(`${sql} RETURNING 1`, [tenantId])).length;
  const messages = await changed(
    `UPDATE message SET state = 'cancelled', verdict = 'cancel', verdict_reason = 'messages.movedIn', ended_at = business_now()
     WHERE tenant_id = $1::uuid AND state IN ('planned', 'held', 'claimed')`,
  );
  await changed("UPDATE message SET state = 'unclear' WHERE tenant_id = $1::uuid AND state = 'submitting'");
  return {
    messages,
    questions: await changed(
      "UPDATE decision SET state = 'withdrawn' WHERE tenant_id = $1::uuid AND state = 'open'",
    ),
    imports: await changed(
      `UPDATE customer_import SET state = 'failed', problem = state
       WHERE tenant_id = $1::uuid AND state IN ('reading', 'checking', 'importing', 'undoing')`,
    ),
  };
}
