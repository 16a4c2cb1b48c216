import { z } from "zod";
import { Prisma } from "@/lib/platform/database/generated/client";
import { plannedOnce } from "@/lib/platform/database/statement-names";
import { quietEvents } from "@/lib/platform/events";
import { keepingPlans } from "@/lib/platform/kept-plans";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import { readCursor, writeCursor } from "./cursor";
import { historiesOrRefuse } from "./merged-away";
import { entriesOf, type Moment, type TimelineEntry } from "./timeline-entries";

/** What a timeline can be narrowed to. */
export const timelineKinds = [
  "all",
  "messages",
  "courses",
  "surveys",
  "notes",
  "tasks",
  "consents",
  "changes",
] as const;
export type TimelineKind = (typeof timelineKinds)[number];

export interface Timeline {
  /** The newest first. */
  entries: TimelineEntry[];
  /** Cursor of what is older; null when nothing is. */
  older: string | null;
  /** Business time of this answer. */
  now: Date;
}

const pageSize = 30;
/** In the text and not among its values: whoever plans without them must know that a page is little. */
const atMost = Prisma.raw(String(pageSize + 1));

/**
 * Everything that happened to a customer in one order of time: applications and attendance from the event table, messages
 * that were sent or refused, what came in, consents, notes. One statement finds the moments of a page, reading no more of
 * each source than a page needs, and brings its events; one for each other kind reads them, however many there are. Private notes are their author's.
 */
export async function timelineOf(
  tenant: TenantScope,
  customerId: string,
  { kind = "all", before: cursor }: { kind?: TimelineKind; before?: string | undefined } = {},
): Promise<Timeline> {
  return inTransaction(tenant, async (tx) => {
    const people = await historiesOrRefuse(tx, customerId);
    const place = readCursor(cursor, z.tuple([z.iso.datetime(), z.uuid()]));
    const before = place && { at: place[0], id: place[1] };
    const moments = await keepingPlans(tx, () => momentsOf(tx, people, kind, before));
    const shown = moments.slice(0, pageSize);
    const last = shown.at(-1);
    return {
      entries: await entriesOf(tx, shown),
      older: last && moments.length > pageSize ? writeCursor([last.at.toISOString(), last.id]) : null,
      now: tx.now,
    };
  });
}

/** Where a source keeps its moments: table, time, and which rows count. All have an index in this order. */
interface Source {
  name: Moment["source"];
  table: Prisma.Sql;
  at: Prisma.Sql;
  where: Prisma.Sql;
}

const eventsOf = (where: Prisma.Sql): Source => ({
  name: "event",
  table: Prisma.sql`event`,
  at: Prisma.sql`occurred_at`,
  where,
});

const courseEvents = Prisma.sql`(type LIKE 'enrollment.%' OR type = 'attendance.marked')`;
const surveyEvents = Prisma.sql`type = 'survey.submitted'`;
const refusalEvents = Prisma.sql`type = 'suppression.added'`;

/**
 * By equality, as the planner may look at the statistics of no other comparison under row-level security: not knowing how
 * many fit, it would read a long history whole.
 */
const typesOf = (types: readonly string[]) => Prisma.sql`type IN (${Prisma.join(types)})`;
/** Rare among the events of a long history: they have an index of their own. */
const linkEvents = Prisma.sql`type = 'message.link_opened'`;
const taskEvents = typesOf(quietEvents.filter((type) => type.startsWith("task.")));
const changeEvents = typesOf([
  "customer.added",
  "customer.changed",
  ...quietEvents.filter((type) => type.startsWith("customer.")),
]);
/** Of a merge both histories tell; the survivor's tells it once. */
const mergeEvents = typesOf(["customer.merged", "customer.parted"]);
const toldEvents = Prisma.join(
  [courseEvents, surveyEvents, taskEvents, refusalEvents, linkEvents, changeEvents],
  " OR ",
);

const messages: Source = {
  name: "message",
  table: Prisma.sql`message`,
  at: Prisma.sql`coalesce(submitted_at, ended_at, due_at)`,
  where: Prisma.sql`state NOT IN ('planned', 'held', 'claimed')`,
};
const received: Source = {
  name: "received",
  table: Prisma.sql`inbound_message`,
  at: Prisma.sql`received_at`,
  where: Prisma.sql`true`,
};
const consents: Source = {
  name: "consent",
  table: Prisma.sql`consent`,
  at: Prisma.sql`occurred_at`,
  where: Prisma.sql`basis NOT IN ('merged', 'unsaid')`,
};
const notesFor = (readerId: string | null): Source => ({
  name: "note",
  table: Prisma.sql`customer_note`,
  at: Prisma.sql`created_at`,
  where: Prisma.sql`(NOT private OR author_id = ${readerId})`,
});

function sourcesOf(kind: TimelineKind, readerId: string | null): Source[] {
  const notes = notesFor(readerId);
  const every: Record<TimelineKind, Source[]> = {
    all: [eventsOf(toldEvents), messages, received, consents, notes],
    messages: [messages, received, eventsOf(linkEvents)],
    courses: [eventsOf(courseEvents)],
    surveys: [eventsOf(surveyEvents)],
    notes: [notes],
    tasks: [eventsOf(taskEvents)],
    consents: [consents, eventsOf(refusalEvents)],
    changes: [eventsOf(changeEvents)],
  };
  return every[kind];
}

const noEvent = Prisma.sql`NULL::jsonb`;
const eventRow = Prisma.sql`jsonb_build_object('type', type, 'subjectKind', subject_kind, 'subjectId', subject_id,
  'actorKind', actor_kind, 'actorName', actor_name, 'payload', payload)`;

/** Events and the ledger are never rewritten: what was said before a merge stands under those who were merged away. */
const neverRewritten = ["event", "consent"];

function momentsOf(
  tx: Tx,
  people: readonly string[],
  kind: TimelineKind,
  before: { at: string; id: string } | null,
): Promise<Moment[]> {
  const [customerId] = people;
  const sources = sourcesOf(kind, tx.actor.id).flatMap((source) =>
    (neverRewritten.includes(source.name) ? people : [customerId]).map((whose) => ({
      ...source,
      where:
        source.name === "event" && whose !== customerId
          ? Prisma.sql`(${source.where}) AND NOT (${mergeEvents})`
          : source.where,
      whose,
    })),
  );
  const parts = sources.map(({ name, table, at, where, whose }) => {
    const behind = before
      ? Prisma.sql`AND (${at}, id) < (${before.at}::timestamptz, ${before.id}::uuid)`
      : Prisma.empty;
    return Prisma.sql`(
      SELECT ${name} AS source, id, ${at} AS at, ${name === "event" ? eventRow : noEvent} AS event FROM ${table}
      WHERE tenant_id = ${tx.tenantId}::uuid AND customer_id = ${whose}::uuid AND (${where}) ${behind}
      ORDER BY ${at} DESC, id DESC LIMIT ${atMost})`;
  });
  return tx.db.$queryRaw<Moment[]>`
    SELECT ${Prisma.raw(plannedOnce)} source, id, at, event FROM (${Prisma.join(parts, " UNION ALL ")}) AS moments
    ORDER BY at DESC, id DESC LIMIT ${atMost}`;
}
