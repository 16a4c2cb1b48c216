import type { TenantConnection } from "@/lib/platform/database/tenant-connection";

/**
 * What does not leave with a business, each with the reason: reviewed lists. Everything else that the database knows of a tenant does,
 * so that a table added later is carried without anybody thinking of it; a new column that looks like a secret fails a test until it
 * stands here or is named harmless.
 */
export const tablesLeftOut: Record<string, string> = {
  membership: "people work for a business by their own accounts; who they were stands in the manifest",
  invitation: "secrets that let somebody in",
  provider_account: "credentials, and an address that answers for one business alone",
  alimtalk_template: "approved for an account that stays behind",
  sender_number: "registered for accounts that stay behind",
  sending_limits: "what one installation lets a business send; the one that takes it in says so itself",
  sending_counter: "what was sent from here",
  budget_entry: "what was sent from here",
  country_breaker: "what was sent from here",
  member_phone: "people work for a business by their own accounts",
  test_send: "tests of accounts that stay behind",
  personal_link: "secrets; they begin with the code of the business that gave them out",
  short_link: "secrets, too, and they lead to those",
  provider_callback: "the provider's words about messages, kept with the messages once they were heard",
  idempotency_key: "answers to repeated requests of the last hours",
  tenant_export: "the exports themselves",
  tenant_export_part: "the exports themselves",
};

export const columnsLeftOut: Record<string, string> = {
  "tenant.id": "the business that takes it in has its own",
  "tenant.slug": "addresses stay where they lead",
  "tenant.link_code": "personal links stay where they lead",
  "tenant.status": "the operator's word",
  "tenant.suspended_at": "the operator's word",
  "tenant.created_at": "the business that takes it in has its own",
  "run.wall_code_hash": "a secret; a new code is made with a press",
  "stored_file.bytes": "a file of its own beside the tables",
  "message.callback_id": "where a provider's word leads must be one business",
  "message.provider_account_id": "accounts of providers stay behind",
  "message.claim_token": "a worker's hold of a moment",
  "message.lease_until": "a worker's hold of a moment",
  "message.next_listing_at": "nobody asks the provider any more: its account stays behind",
};

/** References to members by table and column: carried, and afterwards held against who works there then. */
export const memberReferences: Record<string, "nobody" | "owner" | "as it was"> = {
  "customer.assignee_id": "nobody",
  "task.assignee_id": "nobody",
  "course.instructor_id": "nobody",
  "saved_view.membership_id": "owner",
  // A private note of somebody who is not here stays theirs: nobody reads it.
  "customer_note.author_id": "as it was",
};

export interface CarriedTable {
  name: string;
  /** Carried columns by name, in the order of the alphabet: the same rows make the same lines wherever they stand. */
  columns: Column[];
  /** Columns after which the rows are ordered: the key without the tenant. */
  key: string[];
  /** Columns that point to rows of the same table. */
  toItself: string[];
  /** Tables that must be written before. */
  after: string[];
}

interface Column {
  name: string;
  isJson: boolean;
  mayBeNull: boolean;
  isText: boolean;
}

interface CatalogRow {
  table: string;
  columns: Column[];
  key: string[];
  references: { table: string; columns: string[] }[];
}

/** The tables of a tenant that leave with it, each behind those it points to. Read from the database's own catalog. */
export async function carriedTables(connection: TenantConnection): Promise<CarriedTable[]> {
  const rows = (await connection.query<CatalogRow>(catalog)).filter(({ table }) => !(table in tablesLeftOut));
  const carried = rows.map(({ table, columns, key, references }): CarriedTable => {
    const kept = columns.filter(
      ({ name }) => !(`${table}.${name}` in columnsLeftOut) && name !== "tenant_id",
    );
    const within = references.filter((one) => rows.some((row) => row.table === one.table));
    return {
      name: table,
      columns: kept.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
      key: key.filter((name) => name !== "tenant_id"),
      toItself: within
        .filter((one) => one.table === table)
        .flatMap((one) => one.columns.filter((name) => name !== "tenant_id")),
      after: within.flatMap((one) => (one.table === table ? [] : [one.table])),
    };
  });
  return inOrder(carried);
}

function inOrder(tables: readonly CarriedTable[]): CarriedTable[] {
  const ordered: CarriedTable[] = [];
  const waiting = new Set(tables.toSorted((a, b) => (a.name < b.name ? -1 : 1)));
  while (waiting.size > 0) {
    const ready = [...waiting].filter(({ after }) =>
      after.every((name) => ![...waiting].some((one) => one.name === name)),
    );
    if (ready.length === 0)
      throw new Error(`these tables point to each other: ${[...waiting].map(({ name }) => name).join(", ")}`);
    for (const table of ready) {
      ordered.push(table);
      waiting.delete(table);
    }
  }
  return ordered;
}

/** Tables with a tenant, and the tenant itself; partitions are reached through their parent. */
const catalog = `
SELECT c.relname AS "table",
  (SELECT json_agg(json_build_object('name', a.attname, 'isJson', a.atttypid = 'jsonb'::regtype,
      'mayBeNull', NOT a.attnotnull, 'isText', a.atttypid = 'text'::regtype) ORDER BY a.attnum)
   FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns,
  (SELECT coalesce(json_agg(a.attname ORDER BY k.place), '[]') FROM pg_index i
   CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY AS k (attnum, place)
   JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum WHERE i.indrelid = c.oid AND i.indisprimary) AS key,
  (SELECT coalesce(json_agg(json_build_object('table', f.confrelid::regclass::text,
      'columns', (SELECT json_agg(a.attname) FROM unnest(f.conkey) AS n JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = n))), '[]')
   FROM pg_constraint f WHERE f.conrelid = c.oid AND f.contype = 'f') AS references
FROM pg_class c
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
  AND (c.relname = 'tenant' OR EXISTS (
    SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped))`;

/** A name as it stands in SQL; only ever one that the catalog gave. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/**
 * The query for a table's lines in the order of its key: `line` is the row as JSON, `content` the same without references to members,
 * of which the check is made. Neither holds the tenant.
 */
export function linesQuery(
  table: CarriedTable,
  {
    columns = table.columns.map(({ name }) => name),
    but,
  }: { columns?: readonly string[] /** SQL of ids that do not count. */; but?: string } = {},
): string {
  const picked = table.columns.filter(({ name }) => columns.includes(name));
  const json = (of: readonly Column[]) =>
    `(SELECT row_to_json(r) FROM (SELECT ${of.map(({ name }) => `t.${quoted(name)}`).join(", ")}) AS r)::text`;
  const own = picked.filter(({ name }) => !(`${table.name}.${name}` in memberReferences));
  const isText = (name: string) => table.columns.find((column) => column.name === name)?.isText;
  const order = table.key.map((name) => `t.${quoted(name)}${isText(name) ? ' COLLATE "C"' : ""}`);
  const owner = table.name === "tenant" ? "id" : "tenant_id";
  return `SELECT ${json(picked)} AS line${own.length === picked.length ? "" : `, ${json(own)} AS content`}
    FROM ${quoted(table.name)} t WHERE t.${owner} = $1::uuid
    ${but ? `AND t.id <> ALL (${but})` : ""}${order.length > 0 ? ` ORDER BY ${order.join(", ")}` : ""}`;
}
