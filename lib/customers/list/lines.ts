import { Prisma } from "@/lib/platform/database/generated/client";
import type { Tx } from "@/lib/platform/tenancy";

import { fieldOf, type ListColumn } from "./query";

export interface CustomerLine {
  id: string;
  name: string;
  shop: string | null;
  phone: string | null;
  email: string | null;
  createdAt: Date;
  /** Applications that were not moved elsewhere, and how many of their runs the person came to. */
  applications: number;
  visits: number;
  lastCourse: string | null;
  tags: string[];
  groups: string[];
  responsible: string | null;
  /** Values of own fields by the field's id, as they are stored; a choice of several has several. */
  fields: Record<string, (string | number)[]>;
}

type Row = Partial<Omit<CustomerLine, "id" | "name" | "createdAt" | "fields">> & {
  id: string;
  name: string;
  created_at: Date;
  total?: number;
  last_course?: string | null;
  fields?: { field: string; value: string | number }[] | null;
};

/**
 * Rows of customers that `page` selects (with `SELECT c.*`), with what the columns need and nothing else. Everything is
 * counted in the database, for these rows alone.
 */
export const linesOf = async (
  tx: Tx,
  page: Prisma.Sql,
  columns: readonly ListColumn[],
  order?: Prisma.Sql,
): Promise<CustomerLine[]> => (await rowsOf(tx, page, partsOf(tx, columns), order)).map(lineOf);

/** The same for a page that also selects how many there are in all, as `total`; null where the page is empty. */
export async function countedLines(
  tx: Tx,
  page: Prisma.Sql,
  columns: readonly ListColumn[],
  order: Prisma.Sql,
): Promise<{ lines: CustomerLine[]; total: number | null }> {
  const counted: Part = { select: Prisma.sql`c.total` };
  const rows = await rowsOf(tx, page, [counted, ...partsOf(tx, columns)], order);
  return { lines: rows.map(lineOf), total: rows[0]?.total ?? null };
}

function rowsOf(
  tx: Tx,
  page: Prisma.Sql,
  wanted: readonly Part[],
  order: Prisma.Sql | undefined,
): Promise<Row[]> {
  const picked = wanted.map(({ select }) => Prisma.sql`, ${select}`);
  const joined = wanted.map(({ join }) => join ?? Prisma.empty);
  return tx.db.$queryRaw<Row[]>`
    SELECT c.id, c.name, c.created_at ${Prisma.join([Prisma.empty, ...picked], " ")}
    FROM (${page}) AS c ${Prisma.join([Prisma.empty, ...joined], " ")}
    ${order ? Prisma.sql`ORDER BY ${order}` : Prisma.empty}`;
}

function lineOf({ id, name, created_at, last_course, fields, ...rest }: Row): CustomerLine {
  const values: CustomerLine["fields"] = {};
  for (const { field, value } of fields ?? []) {
    values[field] ??= [];
    values[field].push(value);
  }
  return {
    id,
    name,
    createdAt: created_at,
    shop: rest.shop ?? null,
    phone: rest.phone ?? null,
    email: rest.email ?? null,
    applications: rest.applications ?? 0,
    visits: rest.visits ?? 0,
    lastCourse: last_course ?? null,
    tags: rest.tags ?? [],
    groups: rest.groups ?? [],
    responsible: rest.responsible ?? null,
    fields: values,
  };
}

interface Part {
  select: Prisma.Sql;
  join?: Prisma.Sql;
}

function partsOf(tx: Tx, columns: readonly ListColumn[]): Part[] {
  const tenant = Prisma.sql`${tx.tenantId}::uuid`;
  const has = (...names: ListColumn[]) => names.some((name) => columns.includes(name));
  const fields = columns.map(fieldOf).filter((field) => field !== null);
  const parts: (Part | false)[] = [
    has("shop") && { select: Prisma.sql`c.shop` },
    has("phone") && { select: address(tenant, "phone") },
    has("email") && { select: address(tenant, "email") },
    has("tags") && { select: tags(tenant) },
    has("groups") && { select: groups(tenant) },
    has("course") && { select: lastCourse(tenant) },
    has("applications", "visits") && counted(tenant),
    has("responsible") && responsible(tenant),
    fields.length > 0 && { select: ownFields(tenant, fields) },
  ];
  return parts.filter((part) => part !== false);
}

const address = (tenant: Prisma.Sql, channel: "phone" | "email") => Prisma.sql`
  (SELECT p.address FROM contact_point p WHERE p.tenant_id = ${tenant} AND p.customer_id = c.id AND p.channel = ${channel}
   ORDER BY p."primary" DESC, p.created_at, p.id LIMIT 1) AS ${channel === "phone" ? Prisma.sql`phone` : Prisma.sql`email`}`;

const tags = (tenant: Prisma.Sql) => Prisma.sql`
  (SELECT array_agg(t.name ORDER BY t.name) FROM customer_tag ct JOIN tag t ON t.tenant_id = ${tenant} AND t.id = ct.tag_id
   WHERE ct.tenant_id = ${tenant} AND ct.customer_id = c.id) AS tags`;

const groups = (tenant: Prisma.Sql) => Prisma.sql`
  (SELECT array_agg(g.name ORDER BY g.name) FROM customer_group_member gm
   JOIN customer_group g ON g.tenant_id = ${tenant} AND g.id = gm.group_id
   WHERE gm.tenant_id = ${tenant} AND gm.customer_id = c.id) AS groups`;

const lastCourse = (tenant: Prisma.Sql) => Prisma.sql`
  (SELECT co.title FROM enrollment e JOIN run r ON r.tenant_id = ${tenant} AND r.id = e.run_id
   JOIN course co ON co.tenant_id = ${tenant} AND co.id = r.course_id
   WHERE e.tenant_id = ${tenant} AND e.customer_id = c.id AND e.state <> 'moved'
   ORDER BY e.applied_at DESC, e.id DESC LIMIT 1) AS last_course`;

const counted = (tenant: Prisma.Sql): Part => ({
  select: Prisma.sql`e.applications, e.visits`,
  join: Prisma.sql`CROSS JOIN LATERAL (
    SELECT count(*)::int AS applications, (count(*) FILTER (WHERE EXISTS (
      SELECT 1 FROM attendance a WHERE a.tenant_id = ${tenant} AND a.enrollment_id = e.id
        AND a.state IN ('attended', 'late', 'left_early'))))::int AS visits
    FROM enrollment e WHERE e.tenant_id = ${tenant} AND e.customer_id = c.id AND e.state <> 'moved') AS e`,
});

const responsible = (tenant: Prisma.Sql): Part => ({
  select: Prisma.sql`a.name AS responsible`,
  join: Prisma.sql`LEFT JOIN membership m ON m.tenant_id = ${tenant} AND m.id = c.assignee_id
    LEFT JOIN account a ON a.id = m.account_id`,
});

const ownFields = (tenant: Prisma.Sql, ids: readonly string[]) => Prisma.sql`
  (SELECT json_agg(json_build_object('field', v.field_id,
      'value', coalesce(to_json(v.number), to_json(v.day), to_json(v.text))) ORDER BY v.field_id, v.ordinal)
   FROM customer_field_value v WHERE v.tenant_id = ${tenant} AND v.customer_id = c.id
     AND v.field_id = ANY(${ids}::uuid[])) AS fields`;
