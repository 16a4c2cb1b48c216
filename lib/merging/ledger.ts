import { Prisma } from "@/lib/platform/database/generated/client";
import type { Tx } from "@/lib/platform/tenancy";

/** A row as the database writes it in JSON. */
export type Row = Record<string, unknown>;

/** The tables that a merge writes, each with its primary key beside the tenant. */
export const keysOf = {
  customer: ["id"],
  contact_point: ["id"],
  consent: ["id"],
  customer_note: ["id"],
  customer_file: ["id"],
  customer_shop: ["customer_id", "shop_id"],
  customer_field_value: ["customer_id", "field_id", "ordinal"],
  customer_tag: ["customer_id", "tag_id"],
  customer_group_member: ["customer_id", "group_id"],
  customer_told_apart: ["one_id", "other_id"],
  task: ["id"],
  enrollment: ["id"],
  answer: ["id"],
  survey_response: ["id"],
  message: ["id"],
  inbound_message: ["id"],
  personal_link: ["id"],
  legal_hold: ["id"],
  privacy_request: ["id"],
  guardian_consent: ["id"],
} as const satisfies Record<string, readonly string[]>;
export type Source = keyof typeof keysOf;

/** What a merge did with one row. Of a row that was only changed, both say the changed columns alone. */
export interface Entry {
  ordinal: number;
  source: Source;
  key: Row;
  before: Row | null;
  after: Row | null;
}

const table = (source: Source) => Prisma.raw(`"${source}"`);
const columns = (names: readonly string[]) => Prisma.raw(names.map((name) => `"${name}"`).join(", "));

/** The rows of the tenant that fit, whole but for the tenant: what is noted of them fits wherever the business is taken. */
export async function rowsOf(tx: Tx, source: Source, where: Prisma.Sql): Promise<Row[]> {
  const rows = await tx.db.$queryRaw<{ row: Row }[]>`
    SELECT to_jsonb(t) - 'tenant_id' AS row FROM ${table(source)} t WHERE t.tenant_id = ${tx.tenantId}::uuid AND (${where})
    ORDER BY ${Prisma.raw(keysOf[source].map((name) => `t."${name}"`).join(", "))}`;
  return rows.map(({ row }) => row);
}

export const keyOf = (source: Source, row: Row): Row =>
  Object.fromEntries(keysOf[source].map((name) => [name, row[name]]));

const isRow = (source: Source, key: Row): Prisma.Sql => {
  const names = keysOf[source];
  return Prisma.sql`(${columns(names)}) = (SELECT ${columns(names)} FROM jsonb_populate_record(NULL::${table(source)}, ${JSON.stringify(key)}::jsonb))`;
};

const set = (source: Source, change: Row): Prisma.Sql => {
  const names = Object.keys(change);
  return Prisma.sql`(${columns(names)}) = (SELECT ${columns(names)} FROM jsonb_populate_record(NULL::${table(source)}, ${JSON.stringify(change)}::jsonb))`;
};

async function insert(tx: Tx, source: Source, row: Row): Promise<boolean> {
  const whole = JSON.stringify({ ...row, tenant_id: tx.tenantId });
  const count = await tx.db.$executeRaw`
    INSERT INTO ${table(source)} SELECT * FROM jsonb_populate_record(NULL::${table(source)}, ${whole}::jsonb)
    ON CONFLICT DO NOTHING`;
  return count > 0;
}

/**
 * Writes rows and writes down what it did with each, so that parting takes back exactly this. Plain SQL over the tables named
 * above: merging treats rows of every room alike, as rows, and whatever they mean stays their room's.
 */
export class Ledger {
  private ordinal = 0;

  constructor(
    private readonly tx: Tx,
    readonly mergeId: string,
  ) {}

  /** Gives all rows of `from` to `to`, in two statements however many. */
  async give(
    source: Source,
    column: "customer_id" | "subject_id",
    from: string,
    to: string,
    where = Prisma.sql`true`,
  ) {
    const { tx } = this;
    const owner = columns([column]);
    const given = await tx.db.$queryRaw<{ count: number }[]>`
      WITH given AS (
        UPDATE ${table(source)} t SET ${owner} = ${to}::uuid
        WHERE t.tenant_id = ${tx.tenantId}::uuid AND t.${owner} = ${from}::uuid AND (${where}) RETURNING t.id
      ), noted AS (
        INSERT INTO customer_merge_row (tenant_id, merge_id, ordinal, source, row_key, before, after)
        SELECT ${tx.tenantId}::uuid, ${this.mergeId}::uuid, ${this.ordinal}::int + row_number() OVER (ORDER BY id), ${source},
          jsonb_build_object('id', id), jsonb_build_object(${column}::text, ${from}::text), jsonb_build_object(${column}::text, ${to}::text)
        FROM given RETURNING 1
      ) SELECT count(*)::int AS count FROM noted`;
    this.ordinal += given[0]?.count ?? 0;
  }

  /** Changes columns of one row. */
  async change(source: Source, row: Row, change: Row): Promise<void> {
    const names = Object.keys(change).filter(
      (name) => JSON.stringify(row[name]) !== JSON.stringify(change[name]),
    );
    if (names.length === 0) return;
    const part = (of: Row) => Object.fromEntries(names.map((name) => [name, of[name] ?? null]));
    const key = keyOf(source, row);
    await this.tx.db.$executeRaw`
      UPDATE ${table(source)} SET ${set(source, part(change))}
      WHERE tenant_id = ${this.tx.tenantId}::uuid AND ${isRow(source, key)}`;
    await this.note(source, key, part(row), part(change));
  }

  /** Takes a row out, to be put back by parting as it was. */
  async lift(source: Source, row: Row): Promise<void> {
    const key = keyOf(source, row);
    await this.tx.db.$executeRaw`
      DELETE FROM ${table(source)} WHERE tenant_id = ${this.tx.tenantId}::uuid AND ${isRow(source, key)}`;
    await this.note(source, key, row, null);
  }

  /** Makes a row, to be taken out by parting; nothing where there is one with its key. */
  async put(source: Source, row: Row): Promise<void> {
    if (await insert(this.tx, source, row)) await this.note(source, keyOf(source, row), null, row);
  }

  async note(source: Source, key: Row, before: Row | null, after: Row | null): Promise<void> {
    this.ordinal += 1;
    const json = (row: Row | null) => (row ? (row as Prisma.InputJsonObject) : Prisma.DbNull);
    await this.tx.db.customerMergeRow.create({
      data: {
        tenantId: this.tx.tenantId,
        mergeId: this.mergeId,
        ordinal: this.ordinal,
        source,
        rowKey: key as Prisma.InputJsonObject,
        before: json(before),
        after: json(after),
      },
      select: { ordinal: true },
    });
  }
}

/** What a merge did with rows of these tables one by one, the newest first; rows that only changed hands are left out. */
export async function entriesOf(tx: Tx, mergeId: string, sources: readonly Source[]): Promise<Entry[]> {
  const rows = await tx.db.$queryRaw<Entry[]>`
    SELECT ordinal, source, row_key AS key, before, after FROM customer_merge_row
    WHERE tenant_id = ${tx.tenantId}::uuid AND merge_id = ${mergeId}::uuid AND source = ANY(${[...sources]}::text[])
      AND NOT (before IS NOT NULL AND after IS NOT NULL AND before - ARRAY['customer_id', 'subject_id'] = '{}'::jsonb)
    ORDER BY ordinal DESC`;
  return rows;
}

/** Gives back what `Ledger.give` gave, where it still is where it was given. Answers the ids. */
export async function giveBack(
  tx: Tx,
  mergeId: string,
  source: Source,
  column: "customer_id" | "subject_id",
  { from, to }: { from: string; to: string },
): Promise<string[]> {
  const owner = columns([column]);
  const rows = await tx.db.$queryRaw<{ id: string }[]>`
    UPDATE ${table(source)} t SET ${owner} = ${to}::uuid FROM customer_merge_row r
    WHERE t.tenant_id = ${tx.tenantId}::uuid AND t.${owner} = ${from}::uuid
      AND r.tenant_id = ${tx.tenantId}::uuid AND r.merge_id = ${mergeId}::uuid AND r.source = ${source}
      AND r.before ->> ${column}::text = ${to}::text AND t.id = (r.row_key ->> 'id')::uuid
    RETURNING t.id::text`;
  return rows.map(({ id }) => id);
}

/** Takes one entry back: columns that are still as the merge left them, a row it made that nobody changed, a row it lifted out. */
export async function takeBack(tx: Tx, { source, key, before, after }: Entry): Promise<void> {
  if (before && after) {
    const [row] = await rowsOf(tx, source, isRow(source, key));
    if (!row) return;
    const names = Object.keys(before).filter(
      (name) => JSON.stringify(row[name]) === JSON.stringify(after[name]),
    );
    if (names.length === 0) return;
    const change = Object.fromEntries(names.map((name) => [name, before[name]]));
    await tx.db.$executeRaw`
      UPDATE ${table(source)} SET ${set(source, change)} WHERE tenant_id = ${tx.tenantId}::uuid AND ${isRow(source, key)}`;
  } else if (after)
    await tx.db.$executeRaw`
      DELETE FROM ${table(source)} t WHERE t.tenant_id = ${tx.tenantId}::uuid AND ${isRow(source, key)}
        AND to_jsonb(t) - 'tenant_id' = ${JSON.stringify(after)}::jsonb`;
  else if (before) await insert(tx, source, before);
}
