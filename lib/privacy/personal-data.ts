import { Prisma } from "@/lib/platform/database/generated/client";

import { type Belongings, linesOfFiles, subjectsOf } from "./belongings";

/**
 * What is held of a person, table by table: which rows are theirs, what a copy of their data shows of them (PIPA 35), and what
 * erasure does with them (PIPA 21, 36). The one list that access and erasure share; a test reads the foreign keys from the
 * catalog and fails for a table that refers to customers and is not here. `t` is the table's row.
 */
export interface PersonalTable {
  rows: (own: Belongings) => Prisma.Sql;
  /** What the copy shows, as SELECT list with joins of its own; or why it shows nothing. */
  copy: { columns: Prisma.Sql; joins?: Prisma.Sql; order: Prisma.Sql } | { withheld: string };
  /**
   * rows: they go · blank: they stay without what says who it was · stays: they never said it, or say it nowhere else ·
   * history: append-only, so erase_history takes them.
   */
  erase:
    | { kind: "rows"; only?: Prisma.Sql }
    | { kind: "blank"; set: Prisma.Sql }
    | { kind: "stays"; because: string }
    | { kind: "history" };
}

const { sql } = Prisma;
const ofCustomer = ({ customers }: Belongings) => sql`t.customer_id = ANY(${customers}::uuid[])`;
const ofSubject = (own: Belongings) => sql`t.subject_id = ANY(${subjectsOf(own)}::uuid[])`;
const ofMessages = ({ messages }: Belongings) => sql`t.message_id = ANY(${messages}::uuid[])`;
const ofMerge = (of: "t" | "m", { customers }: Belongings) => {
  const merge = Prisma.raw(of);
  return sql`(${merge}.survivor_id = ANY(${customers}::uuid[]) OR ${merge}.gone_id = ANY(${customers}::uuid[]))`;
};
const rowsGo = { kind: "rows" } as const;

const ofRun = sql`JOIN run r ON r.tenant_id = t.tenant_id AND r.id = t.run_id
  JOIN course k ON k.tenant_id = r.tenant_id AND k.id = r.course_id`;
const ofEnrollment = sql`JOIN enrollment e ON e.tenant_id = t.tenant_id AND e.id = t.enrollment_id
  JOIN run r ON r.tenant_id = e.tenant_id AND r.id = e.run_id
  JOIN course k ON k.tenant_id = r.tenant_id AND k.id = r.course_id`;
const asked = sql`JOIN definition_version v ON v.tenant_id = t.tenant_id AND v.id = t.definition_version_id
  JOIN definition d ON d.tenant_id = v.tenant_id AND d.id = v.definition_id
  LEFT JOIN LATERAL (SELECT q FROM jsonb_array_elements(v.body->'questions') q WHERE q->>'key' = t.question_key LIMIT 1) question ON true`;

/** Questions whose answers are counted and say nothing in words. */
export const countedQuestions = sql`('rating', 'choice', 'multi_choice', 'yes_no')`;

/** Answers that are counted: they stay, nameless, so that totals of past surveys stay true. Texts and numbers could name somebody. */
const notCounted = sql`NOT EXISTS (
  SELECT FROM definition_version v JOIN definition d ON d.tenant_id = v.tenant_id AND d.id = v.definition_id,
    jsonb_array_elements(v.body->'questions') q
  WHERE v.tenant_id = t.tenant_id AND v.id = t.definition_version_id AND d.kind = 'survey' AND q->>'key' = t.question_key
    AND q->>'type' IN ${countedQuestions})`;

/** In the order in which erasure goes through them: what points to a row goes before it. */
export const personalTables: Record<string, PersonalTable> = {
  decision: {
    rows: ofSubject,
    copy: { withheld: "questions to staff, made of rows that are shown themselves" },
    erase: rowsGo,
  },
  personal_link: {
    rows: ofSubject,
    copy: { withheld: "hashes of secrets, which say nothing of the person" },
    erase: rowsGo,
  },
  answer: {
    rows: ofCustomer,
    copy: {
      columns: sql`d.title AS survey, coalesce(nullif(question.q->'label'->>'ko', ''), question.q->'label'->>'en', t.question_key) AS question,
        t.value AS answer, t.answered_at`,
      joins: asked,
      order: sql`t.answered_at, t.id`,
    },
    erase: { kind: "rows", only: notCounted },
  },
  survey_response: {
    rows: ofCustomer,
    copy: { columns: sql`t.started_at, t.submitted_at`, order: sql`t.started_at, t.id` },
    erase: { kind: "stays", because: "counts who answered; says of whom only by the nameless customer" },
  },
  attendance: {
    rows: ({ enrollments }) => sql`t.enrollment_id = ANY(${enrollments}::uuid[])`,
    copy: {
      columns: sql`k.title AS course, s.starts_at, t.state, t.marked_at`,
      joins: sql`${ofEnrollment} JOIN class_session s ON s.tenant_id = t.tenant_id AND s.id = t.session_id`,
      order: sql`s.starts_at, t.session_id`,
    },
    erase: { kind: "stays", because: "counts who came; says of whom only by the nameless customer" },
  },
  message: {
    rows: ofCustomer,
    copy: {
      columns: sql`t.channel, t.class, t.state, t.due_at, t.submitted_at, t.to_address, t.subject, t.body`,
      order: sql`t.due_at, t.id`,
    },
    erase: {
      kind: "blank",
      set: sql`to_address = NULL, subject = NULL, body = NULL, fallback_body = NULL, variables = '{}', condition = NULL,
        error_detail = NULL`,
    },
  },
  short_link: {
    rows: ofMessages,
    copy: { withheld: "hashes of codes, and sealed addresses that only the codes open" },
    erase: rowsGo,
  },
  link_click: {
    rows: ofMessages,
    copy: {
      columns: sql`t.area AS page, t.clicked_at, t.by_machine`,
      order: sql`t.clicked_at, t.id`,
    },
    erase: {
      kind: "stays",
      because: "counts how often a link was opened; says of whom only by the nameless message",
    },
  },
  provider_callback: {
    rows: ({ messages }) => sql`t.callback_id IN (SELECT m.callback_id FROM message m
      WHERE m.tenant_id = t.tenant_id AND m.id = ANY(${messages}::uuid[]) AND m.callback_id IS NOT NULL)`,
    copy: { withheld: "the provider's word on a message, which is shown with the message" },
    erase: { kind: "stays", because: "codes about a message, no word about a person" },
  },
  inbound_message: {
    rows: ({ inbound }) => sql`t.id = ANY(${inbound}::uuid[])`,
    copy: { columns: sql`t.received_at, t.from_address, t.body`, order: sql`t.received_at, t.id` },
    erase: rowsGo,
  },
  customer_import_row: {
    rows: linesOfFiles,
    copy: { columns: sql`t.cells`, order: sql`t.import_id, t.line` },
    erase: {
      kind: "blank",
      set: sql`cells = '{}', repairs = '[]', differences = '[]', written = NULL`,
    },
  },
  customer_note: {
    // Private ones too: the law knows no exception for what staff write for themselves (PIPA 35(4)).
    rows: ofCustomer,
    copy: { columns: sql`t.created_at, t.text`, order: sql`t.created_at, t.id` },
    erase: rowsGo,
  },
  customer_file: {
    rows: ofCustomer,
    copy: { columns: sql`t.name, t.size, t.added_at`, order: sql`t.added_at, t.id` },
    erase: rowsGo,
  },
  stored_file: {
    rows: ({ files }) => sql`t.id = ANY(${files}::uuid[])`,
    copy: { withheld: "the files themselves, listed by name and handed over beside the copy" },
    erase: rowsGo,
  },
  customer_shop: {
    rows: ofCustomer,
    copy: {
      columns: sql`s.name AS shop, s.business_number, s.trade, s.address, t.since`,
      joins: sql`JOIN shop s ON s.tenant_id = t.tenant_id AND s.id = t.shop_id`,
      order: sql`t.since, t.shop_id`,
    },
    erase: rowsGo,
  },
  shop: {
    rows: ({ shops }) => sql`t.id = ANY(${shops}::uuid[])`,
    copy: { withheld: "shown with the person's part in it" },
    erase: rowsGo,
  },
  customer_field_value: {
    rows: ofCustomer,
    copy: {
      columns: sql`f.label AS field, coalesce(t.text, t.number::text, t.day::text) AS value`,
      joins: sql`JOIN customer_field f ON f.tenant_id = t.tenant_id AND f.id = t.field_id`,
      order: sql`f.position, t.ordinal`,
    },
    erase: rowsGo,
  },
  customer_tag: {
    rows: ofCustomer,
    copy: {
      columns: sql`g.name AS tag, t.tagged_at`,
      joins: sql`JOIN tag g ON g.tenant_id = t.tenant_id AND g.id = t.tag_id`,
      order: sql`t.tagged_at, t.tag_id`,
    },
    erase: rowsGo,
  },
  customer_group_member: {
    rows: ofCustomer,
    copy: {
      columns: sql`g.name AS "group", t.added_at`,
      joins: sql`JOIN customer_group g ON g.tenant_id = t.tenant_id AND g.id = t.group_id`,
      order: sql`t.added_at, t.group_id`,
    },
    erase: rowsGo,
  },
  task: {
    rows: ofCustomer,
    copy: { columns: sql`t.title, t.due_on, t.created_at, t.done_at`, order: sql`t.created_at, t.id` },
    erase: rowsGo,
  },
  contact_point: {
    rows: ofCustomer,
    copy: {
      columns: sql`t.channel, t.address, t.label, t.verified_at, t.created_at`,
      order: sql`t.created_at, t.id`,
    },
    erase: rowsGo,
  },
  reconfirmation: {
    rows: ({ customers }) => sql`t.consent_id IN (SELECT o.id FROM consent o
      WHERE o.tenant_id = t.tenant_id AND o.customer_id = ANY(${customers}::uuid[]))`,
    copy: { withheld: "when the clock looks after a consent, which is shown itself" },
    erase: rowsGo,
  },
  guardian_consent: {
    rows: ofCustomer,
    copy: {
      columns: sql`t.guardian_name, t.state, t.purposes, t.asked_at, t.answered_at, t.means`,
      order: sql`t.asked_at, t.id`,
    },
    erase: rowsGo,
  },
  customer_merge_row: {
    rows: (own) =>
      sql`t.merge_id IN (SELECT m.id FROM customer_merge m WHERE m.tenant_id = t.tenant_id AND ${ofMerge("m", own)})`,
    copy: { withheld: "what joining two records did with rows that are shown themselves" },
    erase: rowsGo,
  },
  customer_merge: {
    rows: (own) => ofMerge("t", own),
    copy: { columns: sql`t.gone_name AS joined, t.merged_at, t.parted_at`, order: sql`t.merged_at, t.id` },
    erase: { kind: "blank", set: sql`gone_name = '', choices = '{}'` },
  },
  customer_told_apart: {
    rows: ({ customers }) =>
      sql`(t.one_id = ANY(${customers}::uuid[]) OR t.other_id = ANY(${customers}::uuid[]))`,
    copy: { withheld: "that somebody else is another person, which is about that other, too" },
    erase: rowsGo,
  },
  consent: {
    rows: ofCustomer,
    copy: {
      columns: sql`t.purpose, t.channel, t.given, t.basis, t.text_version, t.source, t.source_page, t.user_agent, t.note, t.occurred_at`,
      order: sql`t.occurred_at, t.id`,
    },
    erase: { kind: "history" },
  },
  event: {
    rows: ofCustomer,
    copy: { columns: sql`t.occurred_at, t.type`, order: sql`t.occurred_at, t.id` },
    erase: { kind: "history" },
  },
  enrollment: {
    rows: ofCustomer,
    copy: {
      columns: sql`k.title AS course, r.label AS run, t.state, t.places, t.applied_at, t.confirmed_at, t.cancelled_by, t.cancel_reason,
        t.origin, t.referrer`,
      joins: ofRun,
      order: sql`t.applied_at, t.id`,
    },
    erase: { kind: "blank", set: sql`cancel_reason = NULL, referrer = NULL, applied_point_id = NULL` },
  },
  legal_hold: {
    rows: ofCustomer,
    copy: { withheld: "a dispute or an authority's inquiry would be told away (PIPA 35(4))" },
    erase: rowsGo,
  },
  privacy_request: {
    rows: ofCustomer,
    copy: {
      columns: sql`t.kind AS request, t.asked_by, t.wish, t.asked_at, t.due_on, t.state, t.outcome, t.closed_at`,
      order: sql`t.asked_at, t.id`,
    },
    erase: { kind: "blank", set: sql`checked_how = NULL, wish = NULL, outcome = NULL` },
  },
  kept_record: {
    rows: ofCustomer,
    copy: {
      columns: sql`t.kind AS kept, t.since, t.destroy_on`,
      order: sql`t.since, t.id`,
    },
    erase: { kind: "stays", because: "what the law makes a business keep, sealed and apart" },
  },
  access_log: {
    rows: ofCustomer,
    copy: { withheld: "a record of what staff did, kept for the safety of everybody's data" },
    erase: { kind: "stays", because: "holds ids alone; kept for its own legal period" },
  },
  customer: {
    rows: ({ customers }) => sql`t.id = ANY(${customers}::uuid[])`,
    copy: {
      columns: sql`t.name, t.title, t.shop, t.trade, t.source, t.locale, t.birthday, t.postcode, t.road, t.detail, t.lot, t.created_at`,
      order: sql`t.id`,
    },
    erase: {
      kind: "blank",
      set: sql`title = NULL, shop = NULL, trade = NULL, source = NULL, locale = NULL, birthday = NULL, postcode = NULL, road = NULL,
        detail = NULL, lot = NULL, assignee_id = NULL, version = t.version + 1`,
    },
  },
};
