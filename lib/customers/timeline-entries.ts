import type { Tx } from "@/lib/platform/tenancy";

import { notesSeenBy } from "./notes";
import { type AnswerWords, answersOfEnrollments } from "./timeline-answers";

/** A point of a history, before it is read. */
export interface Moment {
  source: "event" | "message" | "consent" | "received" | "note";
  id: string;
  at: Date;
  /** An event comes with its moment: asking for it apart would plan over all its partitions once more. */
  event: EventRow | null;
}

export interface EventRow {
  type: string;
  subjectKind: string;
  subjectId: string;
  actorKind: string;
  actorName: string | null;
  payload: Record<string, unknown>;
}

/** The course an entry is about, and when it begins. */
export interface EntryCourse {
  courseId: string;
  runId: string;
  title: string;
  label: string | null;
  startsAt: Date | null;
}

type Told =
  | {
      kind: "application";
      type: string;
      course: EntryCourse;
      by: string | null;
      reason: string | null;
      answers: AnswerWords[];
    }
  | { kind: "attendance"; state: string; means: string | null; course: EntryCourse; by: string | null }
  | { kind: "survey"; course: EntryCourse; surveyKey: string | null; answers: AnswerWords[] }
  | { kind: "message"; message: EntryMessage }
  | { kind: "received"; text: string }
  /** A link in a message was opened the first time. */
  | { kind: "link"; area: string; messageId: string }
  | {
      kind: "consents";
      said: { purpose: string; channel: string; given: boolean }[];
      source: string;
      claimed: boolean;
    }
  | { kind: "refusal"; scope: string }
  | { kind: "note"; text: string; private: boolean; by: string | null }
  | { kind: "task"; type: string; taskId: string | null; title: string; by: string | null }
  /** `name` is the tag, the group or the member. */
  | {
      kind: "customer";
      type: string;
      fields: string[];
      name: string | null;
      by: string | null;
    };

export type TimelineEntry = { id: string; at: Date } & Told;

/** A message as it ended, with why it was planned. */
export interface EntryMessage {
  state: string;
  channel: string;
  class: string;
  verdict: string | null;
  dueAt: Date;
  heldUntil: Date | null;
  submittedAt: Date | null;
  deliveredAt: Date | null;
  /** What it arrived as, where it left as something else. */
  deliveredAs: string | null;
  title: string | null;
  /** The rule that planned it, in the version that did. */
  followUp: { title: string; version: number } | null;
  because: string;
  /** Message key of the verdict; null where it simply went. */
  reason: string | null;
  errorCode: string | null;
  /** What was sent, word for word; null for what never left. */
  text: string | null;
}

/** Reads the moments of a page, one query for each source. Consents said in one breath are one entry. */
export async function entriesOf(tx: Tx, moments: readonly Moment[]): Promise<TimelineEntry[]> {
  const ids = (source: Moment["source"]) =>
    moments.filter((one) => one.source === source).map(({ id }) => id);
  const [events, messages, consents, received, notes] = [
    await eventsTold(tx, moments),
    await messagesTold(tx, ids("message")),
    await tx.db.consent.findMany({ where: { id: { in: ids("consent") } } }),
    await tx.db.inboundMessage.findMany({
      where: { id: { in: ids("received") } },
      select: { id: true, body: true },
    }),
    await tx.db.customerNote.findMany({ where: { id: { in: ids("note") }, ...notesSeenBy(tx) } }),
  ];
  const told = new Map<string, Told>([
    ...events,
    ...messages,
    ...consents.map((row): [string, Told] => [
      row.id,
      {
        kind: "consents",
        said: [{ purpose: row.purpose, channel: row.channel, given: row.given }],
        source: row.source,
        claimed: row.basis === "claimed",
      },
    ]),
    ...received.map((row): [string, Told] => [row.id, { kind: "received", text: row.body }]),
    ...notes.map((row): [string, Told] => [
      row.id,
      { kind: "note", text: row.text, private: row.private, by: row.authorName },
    ]),
  ]);
  const entries = moments.flatMap(({ id, at }) => {
    const found = told.get(id);
    return found ? [{ id, at, ...found }] : [];
  });
  return withConsentsTogether(entries);
}

function withConsentsTogether(entries: TimelineEntry[]): TimelineEntry[] {
  const merged: TimelineEntry[] = [];
  for (const entry of entries) {
    const last = merged.at(-1);
    if (
      last?.kind === "consents" &&
      entry.kind === "consents" &&
      last.at.getTime() === entry.at.getTime() &&
      last.source === entry.source
    )
      last.said.unshift(...entry.said);
    else merged.push(entry.kind === "consents" ? { ...entry, said: [...entry.said] } : entry);
  }
  return merged;
}

async function messagesTold(tx: Tx, ids: string[]): Promise<[string, Told][]> {
  const rows = await tx.db.message.findMany({
    where: { id: { in: ids } },
    include: {
      templateVersion: { select: { definition: { select: { title: true } } } },
      followUpVersion: { select: { number: true, definition: { select: { title: true } } } },
    },
  });
  return rows.map(({ id, templateVersion, followUpVersion, ...row }) => [
    id,
    {
      kind: "message",
      message: {
        state: row.state,
        channel: row.channel,
        class: row.class,
        verdict: row.verdict,
        dueAt: row.dueAt,
        heldUntil: row.heldUntil,
        submittedAt: row.submittedAt,
        deliveredAt: row.deliveredAt,
        deliveredAs: row.deliveredAs === row.kind ? null : row.deliveredAs,
        title: templateVersion?.definition.title ?? null,
        followUp: followUpVersion && {
          title: followUpVersion.definition.title,
          version: followUpVersion.number,
        },
        because: row.plannedBecause,
        reason: row.verdictReason,
        errorCode: row.errorCode,
        text: row.submittedAt ? row.body : null,
      },
    },
  ]);
}

const text = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);
const words = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

type ToldCourse = EntryCourse & { reason: string | null; surveyKey: string | null };
const unknownCourse: ToldCourse = {
  courseId: "",
  runId: "",
  title: "",
  label: null,
  startsAt: null,
  reason: null,
  surveyKey: null,
};

async function eventsTold(tx: Tx, moments: readonly Moment[]): Promise<[string, Told][]> {
  const events = moments.flatMap(({ id, event }) => (event ? [{ id, event }] : []));
  const enrollmentIds = [
    ...new Set(events.flatMap(({ event }) => (event.subjectKind === "enrollment" ? [event.subjectId] : []))),
  ];
  if (events.length === 0) return [];
  const courses = await coursesOfEnrollments(tx, enrollmentIds);
  const answers = await answersOfEnrollments(tx, enrollmentIds);
  const names = await namesOfOthers(
    tx,
    events.map(({ event }) => event),
  );
  return events.map(({ id, event }) => [id, eventTold(withName(event, names), courses, answers)]);
}

function eventTold(
  event: EventRow,
  courses: Map<string, ToldCourse>,
  answers: Map<string, { form: AnswerWords[]; survey: AnswerWords[] }>,
): Told {
  const { payload } = event;
  const course = courses.get(event.subjectId) ?? unknownCourse;
  const by = event.actorKind === "member" || event.actorKind === "helper" ? event.actorName : null;
  if (event.type === "attendance.marked")
    return { kind: "attendance", state: String(payload["state"]), means: text(payload["means"]), course, by };
  if (event.type === "survey.submitted")
    return {
      kind: "survey",
      course,
      surveyKey: course.surveyKey,
      answers: answers.get(event.subjectId)?.survey ?? [],
    };
  if (event.type === "suppression.added") return { kind: "refusal", scope: String(payload["scope"]) };
  if (event.type === "message.link_opened")
    return { kind: "link", area: String(payload["area"]), messageId: event.subjectId };
  if (event.type.startsWith("task."))
    return {
      kind: "task",
      type: event.type.slice("task.".length),
      taskId: text(payload["task"]),
      title: text(payload["title"]) ?? "",
      by,
    };
  if (event.type.startsWith("customer."))
    return {
      kind: "customer",
      type: event.type.slice("customer.".length),
      fields: words(payload["fields"]),
      name: text(payload["name"]),
      by,
    };
  const first = text(payload["before"]) === null;
  return {
    kind: "application",
    type:
      first && event.type === "enrollment.confirmed"
        ? "confirmed_at_once"
        : event.type.slice("enrollment.".length),
    course,
    by: text(payload["by"]) ?? by,
    reason: event.type === "enrollment.cancelled" ? course.reason : null,
    answers: first ? (answers.get(event.subjectId)?.form ?? []) : [],
  };
}

/** The other customer of a merge or of a pair told apart. An event carries no names of people, which outlive their erasure. */
const otherOf = ({ subjectId, payload }: EventRow): string | null =>
  payload["into"] === subjectId ? text(payload["gone"]) : (text(payload["into"]) ?? text(payload["other"]));

const withName = (event: EventRow, names: Map<string, string>): EventRow => {
  const name = names.get(otherOf(event) ?? "");
  return name === undefined ? event : { ...event, payload: { ...event.payload, name } };
};

async function namesOfOthers(tx: Tx, events: readonly EventRow[]): Promise<Map<string, string>> {
  const ids = [...new Set(events.flatMap((event) => otherOf(event) ?? []))];
  if (ids.length === 0) return new Map();
  const merged = await tx.db.customerMerge.findMany({
    where: { goneId: { in: ids } },
    select: { goneId: true, goneName: true },
  });
  const shown = await tx.db.customer.findMany({
    where: { id: { in: ids } },
    select: { id: true, name: true },
  });
  return new Map([
    ...merged.map(({ goneId, goneName }): [string, string] => [goneId, goneName]),
    ...shown.map(({ id, name }): [string, string] => [id, name]),
  ]);
}

async function coursesOfEnrollments(tx: Tx, ids: string[]): Promise<Map<string, ToldCourse>> {
  const rows = await tx.db.enrollment.findMany({
    where: { id: { in: ids } },
    select: {
      id: true,
      cancelReason: true,
      run: {
        select: {
          id: true,
          label: true,
          course: { select: { id: true, title: true, surveyKey: true } },
          sessions: { where: { cancelledAt: null }, orderBy: { startsAt: "asc" }, take: 1 },
        },
      },
    },
  });
  return new Map(
    rows.map(({ id, cancelReason, run }) => [
      id,
      {
        courseId: run.course.id,
        runId: run.id,
        surveyKey: run.course.surveyKey,
        title: run.course.title,
        label: run.label,
        startsAt: run.sessions[0]?.startsAt ?? null,
        reason: cancelReason,
      },
    ]),
  );
}
