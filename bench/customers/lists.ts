import { type CustomerList, customerList } from "@/lib/customers/list/customer-list";
import { type ListQuery, readListAddress } from "@/lib/customers/list/query";
import type { TenantScope } from "@/lib/platform/tenancy";

import type { Measurement } from "./measurement";
import type { Samples } from "./samples";

/** The page and its total in one statement: first the fifty-one, then what stands beside them. */
const page = (which: string, order: string, behind = "") => `
WITH page AS MATERIALIZED (
  SELECT c.id, c.name, c.shop, c.created_at FROM customer c WHERE c.tenant_id = $1 AND c.erased_at IS NULL ${which} ${behind}
  ORDER BY ${order} LIMIT 51
)
SELECT c.*, p.address AS phone, t.tags, l.title, v.visits,
  (SELECT count(*)::int FROM customer c WHERE c.tenant_id = $1 AND c.erased_at IS NULL ${which}) AS total
FROM page c
LEFT JOIN LATERAL (SELECT address FROM contact_point p WHERE p.tenant_id = $1 AND p.customer_id = c.id AND p.channel = 'phone'
  ORDER BY p."primary" DESC, p.created_at, p.id LIMIT 1) p ON true
LEFT JOIN LATERAL (SELECT array_agg(t.name ORDER BY t.name) AS tags FROM customer_tag x JOIN tag t ON t.tenant_id = $1 AND t.id = x.tag_id
  WHERE x.tenant_id = $1 AND x.customer_id = c.id) t ON true
LEFT JOIN LATERAL (SELECT co.title FROM enrollment e JOIN run r ON r.tenant_id = $1 AND r.id = e.run_id
  JOIN course co ON co.tenant_id = $1 AND co.id = r.course_id
  WHERE e.tenant_id = $1 AND e.customer_id = c.id AND e.state <> 'moved' ORDER BY e.applied_at DESC, e.id DESC LIMIT 1) l ON true
LEFT JOIN LATERAL (SELECT count(DISTINCT e.id)::int AS visits FROM enrollment e
  JOIN attendance a ON a.tenant_id = $1 AND a.enrollment_id = e.id AND a.state IN ('attended', 'late', 'left_early')
  WHERE e.tenant_id = $1 AND e.customer_id = c.id AND e.state <> 'moved') v ON true
ORDER BY ${order}`;

const recent = "c.created_at DESC, c.id DESC";

/** Rows of the hand-written statement and lines of the verb, alike. */
interface Line {
  id: string;
  phone: string | null;
  tags: string[] | null;
  visits: number;
  title: string | null;
  total: number;
}

const told: Measurement["told"] = {
  verb: ({ customers, total }: CustomerList) => [
    total,
    customers.map(({ id, phone, tags, visits, lastCourse }) => [id, phone, tags, visits, lastCourse]),
  ],
  sql: (rows: Line[]) => [
    rows[0]?.total ?? 0,
    rows.slice(0, 50).map(({ id, phone, tags, visits, title }) => [id, phone, tags ?? [], visits, title]),
  ],
};

/** The list as it opens, far down in it, by name, and narrowed by a tag. */
export async function lists(scope: TenantScope, { tagIds }: Samples): Promise<Measurement[]> {
  const { tenantId } = scope;
  const [all, named] = [readListAddress(""), readListAddress("sort=name")];
  const tagged = tagIds.map((id) => readListAddress(`tag=${id}`));
  const deep = await placeAfter(scope, 20);
  return [
    {
      name: "list, first page",
      inputs: 1,
      verb: () => customerList(scope, all),
      sql: () => ({ text: page("", recent), values: [tenantId] }),
      told,
    },
    {
      name: "list, twenty-first page",
      inputs: 1,
      verb: () => customerList(scope, all, deep.cursor),
      sql: () => ({
        text: page("", recent, "AND (c.created_at, c.id) < ($2::timestamptz, $3::uuid)"),
        values: [tenantId, deep.at, deep.id],
      }),
      told,
    },
    {
      name: "list by name",
      inputs: 1,
      verb: () => customerList(scope, named),
      sql: () => ({ text: page("", `c.name COLLATE "C", c.id`), values: [tenantId] }),
      told,
    },
    {
      name: "list of a tag",
      inputs: tagIds.length,
      verb: (input) => customerList(scope, tagged[input] as ListQuery),
      sql: (input) => ({
        text: page(
          "AND EXISTS (SELECT FROM customer_tag ct WHERE ct.tenant_id = $1 AND ct.tag_id = $2 AND ct.customer_id = c.id)",
          recent,
        ),
        values: [tenantId, tagIds[input]],
      }),
      told,
    },
  ];
}

async function placeAfter(scope: TenantScope, pages: number) {
  let cursor: string | undefined;
  let last: CustomerList["customers"][number] | undefined;
  for (let page = 0; page < pages; page += 1) {
    const { customers, next } = await customerList(scope, readListAddress(""), cursor);
    last = customers.at(-1);
    if (!next) break;
    cursor = next;
  }
  return { cursor, at: last?.createdAt, id: last?.id };
}
