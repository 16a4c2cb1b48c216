import { Prisma } from "@/lib/platform/database/generated/client";
import type { FactValue } from "@/lib/rules/rules";

import type { OwnFieldKind, World } from "./world";

/** How a value stands in the database; it decides which SQL a test becomes. */
export type Stored = "text" | "uuid" | "number" | "moment" | "day" | "flag" | "json";

/**
 * Where a fact stands. `column`: in the customer's row, which is called c. `rows`: a query of (customer_id, v), with one row
 * for each customer who has a value, or several where the fact is a list (`many`) or the newest or first of them counts
 * (`counts`). Of a number of rows, `uncounted` gives each of these rows as one. `otherwise` is the value of a customer without a row; without it the fact is then not known. `sum` is the
 * same value as an aggregate over rows that other facts are made of, too: tests of several are met by one reading.
 */
export type Source =
  | { stands: "column"; stored: Stored; value: Prisma.Sql }
  | {
      stands: "rows";
      stored: Stored;
      rows: Prisma.Sql;
      many?: true;
      counts?: "newest" | "first";
      uncounted?: Prisma.Sql;
      otherwise?: FactValue;
      sum?: Sum;
    };

export interface Sum {
  /** Two facts with the same name are made of the same rows. */
  of: "marks";
  /** FROM and WHERE of these rows, which call the customer e.customer_id. */
  from: Prisma.Sql;
  value: Prisma.Sql;
}

export type RowsSource = Extract<Source, { stands: "rows" }>;

const column = (stored: Stored, value: Prisma.Sql): Source => ({ stands: "column", stored, value });

/** Came, even if late or not to the end. */
export const cameStates = ["attended", "late", "left_early"];
/** A text left the building. */
export const goneStates = ["accepted", "sent", "delivered"];
/** Still wants or has a place; the states that end an enrollment are the others. */
export const openStates = [
  "applied",
  "awaiting_approval",
  "awaiting_payment",
  "confirmed",
  "waitlisted",
  "offered",
];
export const sentDays = 30;

const columns: Readonly<Record<string, Source>> = {
  "customer.name": column("text", Prisma.sql`c.name`),
  "customer.title": column("text", Prisma.sql`c.title`),
  "customer.shop": column("text", Prisma.sql`c.shop`),
  "customer.trade": column("text", Prisma.sql`c.trade`),
  "customer.source": column("text", Prisma.sql`c.source`),
  "customer.postcode": column("text", Prisma.sql`c.postcode`),
  "customer.region": column("text", Prisma.sql`split_part(c.road, ' ', 1)`),
  "customer.assignee": column("uuid", Prisma.sql`c.assignee_id`),
  "customer.birthMonth": column("number", Prisma.sql`extract(month FROM c.birthday)::float8`),
  "customer.createdAt": column("moment", Prisma.sql`c.created_at`),
};

/** The source of a fact, or null for one that nobody knows. */
export function sourceOf(fact: string, world: World): Source | null {
  if (Object.hasOwn(columns, fact)) return columns[fact] ?? null;
  if (Object.hasOwn(tables, fact)) return tables[fact]?.(world) ?? null;
  if (fact.startsWith("field.")) return ownField(fact.slice("field.".length), world);
  if (fact.startsWith("answer.")) return answer(fact.slice("answer.".length), world);
  return null;
}

const tables: Readonly<Record<string, (world: World) => Source>> = {
  "customer.phone": ({ tenantId }) => ({
    stands: "rows",
    stored: "flag",
    otherwise: false,
    rows: Prisma.sql`SELECT customer_id, true AS v FROM contact_point
      WHERE tenant_id = ${tenantId}::uuid AND channel = 'phone' AND can_receive_texts AND bad_since IS NULL`,
  }),
  "customer.email": ({ tenantId }) => ({
    stands: "rows",
    stored: "flag",
    otherwise: false,
    rows: Prisma.sql`SELECT customer_id, true AS v FROM contact_point
      WHERE tenant_id = ${tenantId}::uuid AND channel = 'email' AND bad_since IS NULL`,
  }),
  "customer.tags": ({ tenantId }) => ({
    stands: "rows",
    stored: "uuid",
    many: true,
    rows: Prisma.sql`SELECT customer_id, tag_id AS v FROM customer_tag WHERE tenant_id = ${tenantId}::uuid`,
  }),
  "customer.groups": ({ tenantId }) => ({
    stands: "rows",
    stored: "uuid",
    many: true,
    rows: Prisma.sql`SELECT customer_id, group_id AS v FROM customer_group_member WHERE tenant_id = ${tenantId}::uuid`,
  }),
  "consent.sms": (world) => consent(world, "advertising", "sms"),
  "consent.email": (world) => consent(world, "advertising", "email"),
  "consent.night": (world) => consent(world, "night", "sms"),
  "consent.marketing": (world) => consent(world, "marketing", "any"),
  "consent.refused": ({ refused }) => {
    if (!refused) throw new Error("segments: a world without refusals for a condition that asks for them");
    return {
      stands: "rows",
      stored: "text",
      otherwise: "none",
      rows: Prisma.sql`SELECT unnest(${refused.all}::uuid[]) AS customer_id, 'all' AS v
        UNION ALL SELECT unnest(${refused.advertising}::uuid[]), 'advertising'`,
    };
  },
  "enrollment.count": ({ tenantId }) =>
    counted(Prisma.sql`FROM enrollment WHERE tenant_id = ${tenantId}::uuid AND state <> 'moved'`),
  "enrollment.states": ({ tenantId }) => ({
    stands: "rows",
    stored: "text",
    many: true,
    rows: Prisma.sql`SELECT customer_id, state AS v FROM enrollment
      WHERE tenant_id = ${tenantId}::uuid AND state <> 'moved'`,
  }),
  "enrollment.courses": ({ tenantId }) =>
    courses(Prisma.sql`e.tenant_id = ${tenantId}::uuid AND e.state <> 'moved'`),
  "enrollment.openCourses": ({ tenantId }) =>
    courses(Prisma.sql`e.tenant_id = ${tenantId}::uuid AND e.state = ANY(${openStates}::text[])`),
  "enrollment.lastAppliedAt": ({ tenantId }) =>
    newest(Prisma.sql`SELECT customer_id, applied_at AS v FROM enrollment
      WHERE tenant_id = ${tenantId}::uuid AND state <> 'moved'`),
  "enrollment.nextSessionAt": ({ tenantId, now }) => ({
    stands: "rows",
    stored: "moment",
    counts: "first",
    rows: Prisma.sql`SELECT e.customer_id, s.starts_at AS v FROM class_session s
      JOIN enrollment e ON e.tenant_id = s.tenant_id AND e.run_id = s.run_id AND e.state = 'confirmed'
      WHERE s.tenant_id = ${tenantId}::uuid AND s.starts_at > ${now}::timestamptz AND s.cancelled_at IS NULL`,
  }),
  "attendance.attended": ({ tenantId }) => ({
    ...counted(marked(tenantId, cameStates)),
    sum: ofMarks(tenantId, Prisma.sql`(count(*) FILTER (WHERE ${came}))::float8`),
  }),
  "attendance.absent": ({ tenantId }) => ({
    ...counted(marked(tenantId, ["absent"])),
    sum: ofMarks(tenantId, Prisma.sql`(count(*) FILTER (WHERE a.state = 'absent'))::float8`),
  }),
  "attendance.courses": ({ tenantId }) =>
    courses(Prisma.sql`e.tenant_id = ${tenantId}::uuid AND EXISTS (SELECT FROM attendance a
      WHERE a.tenant_id = e.tenant_id AND a.enrollment_id = e.id AND a.state = ANY(${cameStates}::text[]))`),
  "attendance.lastAt": ({ tenantId }) => ({
    ...newest(Prisma.sql`SELECT e.customer_id, s.starts_at AS v FROM attendance a
      JOIN enrollment e ON e.tenant_id = a.tenant_id AND e.id = a.enrollment_id
      JOIN class_session s ON s.tenant_id = a.tenant_id AND s.id = a.session_id
      WHERE a.tenant_id = ${tenantId}::uuid AND ${came}`),
    sum: ofMarks(tenantId, Prisma.sql`max(s.starts_at) FILTER (WHERE ${came})`),
  }),
  // Whole percent, rounded to the nearest.
  "attendance.showRate": ({ tenantId }) => ({
    stands: "rows",
    stored: "number",
    rows: Prisma.sql`SELECT customer_id,
        ((200 * count(*) FILTER (WHERE a.state <> 'absent') + count(*)) / (2 * count(*)))::float8 AS v
      ${marked(tenantId, [...cameStates, "absent"])} GROUP BY customer_id`,
  }),
  "message.lastSentAt": ({ tenantId }) =>
    newest(Prisma.sql`SELECT customer_id, submitted_at AS v FROM message
      WHERE tenant_id = ${tenantId}::uuid AND state = ANY(${goneStates}::text[]) AND submitted_at IS NOT NULL`),
  "message.lastReceivedAt": ({ tenantId }) =>
    newest(Prisma.sql`SELECT customer_id, received_at AS v FROM inbound_message
      WHERE tenant_id = ${tenantId}::uuid AND customer_id IS NOT NULL`),
  "message.lastOpenedAt": ({ tenantId }) =>
    newest(Prisma.sql`SELECT m.customer_id, k.clicked_at AS v FROM link_click k
      JOIN message m ON m.tenant_id = k.tenant_id AND m.id = k.message_id
      WHERE k.tenant_id = ${tenantId}::uuid AND NOT k.by_machine`),
  "message.sent30": ({ tenantId, now }) =>
    counted(Prisma.sql`FROM message WHERE tenant_id = ${tenantId}::uuid AND state = ANY(${goneStates}::text[])
      AND submitted_at > ${new Date(now.getTime() - sentDays * 86_400_000)}::timestamptz`),
  "task.open": ({ tenantId }) =>
    counted(Prisma.sql`FROM task
      WHERE tenant_id = ${tenantId}::uuid AND done_at IS NULL AND customer_id IS NOT NULL`),
};

const newest = (rows: Prisma.Sql): RowsSource => ({
  stands: "rows",
  stored: "moment",
  counts: "newest",
  rows,
});

const counted = (from: Prisma.Sql): RowsSource => ({
  stands: "rows",
  stored: "number",
  otherwise: 0,
  rows: Prisma.sql`SELECT customer_id, count(*)::float8 AS v ${from} GROUP BY customer_id`,
  uncounted: Prisma.sql`SELECT customer_id, 1::float8 AS v ${from}`,
});

const courses = (which: Prisma.Sql): Source => ({
  stands: "rows",
  stored: "uuid",
  many: true,
  rows: Prisma.sql`SELECT e.customer_id, r.course_id AS v FROM enrollment e
    JOIN run r ON r.tenant_id = e.tenant_id AND r.id = e.run_id WHERE ${which}`,
});

const marked = (tenantId: string, states: readonly string[]) => Prisma.sql`FROM attendance a
  JOIN enrollment e ON e.tenant_id = a.tenant_id AND e.id = a.enrollment_id
  WHERE a.tenant_id = ${tenantId}::uuid AND a.state = ANY(${states}::text[])`;

const came = Prisma.sql`a.state = ANY(${cameStates}::text[])`;

/** Over every mark of the customer that says whether they came. */
const ofMarks = (tenantId: string, value: Prisma.Sql): Sum => ({
  of: "marks",
  from: Prisma.sql`FROM attendance a
    JOIN enrollment e ON e.tenant_id = a.tenant_id AND e.id = a.enrollment_id
    JOIN class_session s ON s.tenant_id = a.tenant_id AND s.id = a.session_id
    WHERE a.tenant_id = ${tenantId}::uuid AND a.state = ANY(${[...cameStates, "absent"]}::text[])`,
  value,
});

/** The newest statement in the ledger counts. */
const consent = ({ tenantId }: World, purpose: string, channel: string): Source => ({
  stands: "rows",
  stored: "text",
  otherwise: "none",
  rows: Prisma.sql`SELECT DISTINCT ON (customer_id) customer_id,
      CASE WHEN given THEN 'given' WHEN basis = 'unsaid' THEN 'none' ELSE 'withdrawn' END AS v FROM consent
    WHERE tenant_id = ${tenantId}::uuid AND purpose = ${purpose} AND channel = ${channel}
    ORDER BY customer_id, occurred_at DESC, recorded_at DESC, id DESC`,
});

/** The newest answer to a question of this key, in whichever form or survey it was asked. */
const answer = (key: string, { tenantId }: World): Source => ({
  stands: "rows",
  stored: "json",
  rows: Prisma.sql`SELECT DISTINCT ON (customer_id) customer_id, value AS v FROM answer
    WHERE tenant_id = ${tenantId}::uuid AND question_key = ${key}
    ORDER BY customer_id, answered_at DESC, id DESC`,
});

const text = Prisma.sql`text`;
const number = Prisma.sql`number`;
const day = Prisma.sql`day`;

/** The column that holds a kind's values: each has an index over its own rows alone. */
const storedOf: Readonly<
  Record<OwnFieldKind, { stored: Stored; column: Prisma.Sql; value?: Prisma.Sql; many?: true }>
> = {
  text: { stored: "text", column: text },
  choice: { stored: "text", column: text },
  choices: { stored: "text", column: text, many: true },
  number: { stored: "number", column: number },
  date: { stored: "day", column: day },
  yes_no: { stored: "flag", column: text, value: Prisma.sql`(text = 'yes')` },
};

function ownField(id: string, { tenantId, fields }: World): Source | null {
  const kind = fields.get(id);
  if (!kind) return null;
  const { column: from, value = from, ...how } = storedOf[kind];
  const first = how.many ? Prisma.empty : Prisma.sql`AND ordinal = 0`;
  return {
    stands: "rows",
    ...how,
    rows: Prisma.sql`SELECT customer_id, ${value} AS v FROM customer_field_value
      WHERE tenant_id = ${tenantId}::uuid AND field_id = ${id}::uuid AND ${from} IS NOT NULL ${first}`,
  };
}
