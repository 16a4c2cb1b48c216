import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Tag, type Tone } from "@/components/ui/tag";
import { TextLink } from "@/components/ui/text-link";
import type { AnswerWords } from "@/lib/customers/timeline-answers";
import type { EntryCourse, TimelineEntry } from "@/lib/customers/timeline-entries";
import { formatDate } from "@/lib/platform/formats/korean-time";
import { localOf } from "@/lib/platform/zoned-time";
import { may } from "@/lib/tenants/permissions";
import type { StaffScope } from "@/lib/web/staff";
import { MessageEntry } from "./message-entry";

type Words = Awaited<ReturnType<typeof getTranslations<"customers">>>;
type Of<Kind extends TimelineEntry["kind"]> = Extract<TimelineEntry, { kind: Kind }>;

/** One thing that happened: when, what, and what there is to know of it. */
export async function EntryView({
  staff,
  entry,
  customerId,
  now,
}: {
  staff: StaffScope;
  entry: TimelineEntry;
  customerId: string;
  now: Date;
}) {
  const words = await getTranslations("customers");
  return (
    <li id={`entry-${entry.id}`} className="grid scroll-mt-4 grid-cols-[3.25rem_minmax(0,1fr)] gap-3 py-2.5">
      <time dateTime={entry.at.toISOString()} className="pt-0.5 text-sm text-ink-3 tabular-nums">
        {localOf(entry.at, staff.tenant.zone).time.slice(0, 5)}
      </time>
      <div className="min-w-0 text-[0.9375rem]">
        {entry.kind === "message" ? (
          <MessageEntry
            message={entry.message}
            href={`/t/${staff.tenant.slug}/messages/${entry.id}`}
            staff={staff}
            now={now}
          />
        ) : (
          whatHappened(words, staff, entry, customerId)
        )}
      </div>
    </li>
  );
}

function whatHappened(
  words: Words,
  staff: StaffScope,
  entry: Exclude<TimelineEntry, { kind: "message" }>,
  customerId: string,
): ReactNode {
  switch (entry.kind) {
    case "application":
      return <Application words={words} staff={staff} entry={entry} />;
    case "attendance":
      return <AttendanceEntry words={words} staff={staff} entry={entry} />;
    case "survey":
      return (
        <>
          <Source
            href={
              entry.surveyKey && may(staff.role, "surveys.read")
                ? `/t/${staff.tenant.slug}/surveys/${entry.surveyKey}`
                : null
            }
          >
            {words("timeline.survey", { course: courseWords(staff, entry.course) })}
          </Source>
          <Answers words={words} answers={entry.answers} />
        </>
      );
    case "received":
      return (
        <>
          <Source href={`#entry-${entry.id}`}>{words("timeline.received")}</Source>
          <Quote>{entry.text}</Quote>
        </>
      );
    case "link":
      return (
        <Source href={`/t/${staff.tenant.slug}/messages/${entry.messageId}`}>
          {words("timeline.link", { page: words(linkPage(words, entry.area)) })}
        </Source>
      );
    case "consents":
      return <Consents words={words} entry={entry} />;
    case "refusal":
      return (
        <Source href="#consents">
          {words(entry.scope === "all" ? "timeline.refusal.all" : "timeline.refusal.advertising")}
        </Source>
      );
    case "note":
      return (
        <>
          <Source href={`#entry-${entry.id}`}>
            {words(entry.private ? "timeline.privateNote" : "timeline.note")}
          </Source>
          <Quote>{entry.text}</Quote>
          {entry.by && <Small>{entry.by}</Small>}
        </>
      );
    case "task":
      return (
        <>
          <Source href={taskAddress(staff, entry)}>{taskWords(words, entry)}</Source>
          <Small>{entry.by}</Small>
        </>
      );
    case "customer":
      return <ChangeEntry words={words} staff={staff} entry={entry} customerId={customerId} />;
  }
}

function linkPage(words: Words, area: string): "timeline.linkPages.my" {
  const key = `timeline.linkPages.${area}` as "timeline.linkPages.my";
  return words.has(key) ? key : "timeline.linkPages.my";
}

const taskAddress = ({ tenant }: StaffScope, { taskId }: Of<"task">): string =>
  `/t/${tenant.slug}/tasks${taskId ? `?task=${taskId}` : ""}`;

function taskWords(words: Words, { type, title }: Of<"task">): string {
  const key = `timeline.task.${type}` as "timeline.task.added";
  return words(words.has(key) ? key : "timeline.task.changed", { title });
}

/** Where an entry comes from, one tap away; without an address, just its words. */
function Source({ href, children }: { href: string | null; children: ReactNode }) {
  if (!href) return <b>{children}</b>;
  return (
    <TextLink quiet href={href} className="-my-2.5 inline-flex min-h-11 items-center font-bold">
      {children}
    </TextLink>
  );
}

/** What the desk changed: the record, a tag, a group, who is responsible. */
function ChangeEntry({
  words,
  staff,
  entry,
  customerId,
}: {
  words: Words;
  staff: StaffScope;
  entry: Of<"customer">;
  customerId: string;
}) {
  const key = `timeline.customer.${entry.type}` as "timeline.customer.tagged";
  const base = `/t/${staff.tenant.slug}/customers`;
  const doubles = ["merged", "parted", "told_apart", "told_alike"].includes(entry.type);
  const address = `${base}/${doubles ? "duplicates/" : ""}${customerId}`;
  const place = entry.type.endsWith("tagged") ? "#tags" : entry.type.endsWith("grouped") ? "#groups" : "";
  const fields = entry.fields.flatMap((field) => {
    const name = `timeline.fields.${field}` as "timeline.fields.name";
    return words.has(name) ? [words(name)] : [];
  });
  return (
    <>
      <Source href={`${address}${entry.type === "changed" ? "/edit" : place}`}>
        {words(words.has(key) ? key : "timeline.customer.changed", { name: entry.name ?? "" })}
      </Source>
      <Small>{[...fields, entry.by].filter(Boolean).join(" · ")}</Small>
    </>
  );
}

/** A lecture is named by its date, a run of a course by its label. */
function courseWords({ tenant, locale }: StaffScope, { title, label, startsAt }: EntryCourse): string {
  const which = label ?? (startsAt && formatDate(startsAt, tenant.zone, locale, { year: false }));
  return which ? `${title} (${which})` : title;
}

const rosterOf = ({ tenant }: StaffScope, { courseId, runId }: EntryCourse): string | null =>
  runId ? `/t/${tenant.slug}/courses/${courseId}/runs/${runId}/roster` : null;

function Application({ words, staff, entry }: { words: Words; staff: StaffScope; entry: Of<"application"> }) {
  const key = `timeline.application.${entry.type}` as "timeline.application.applied";
  const by = entry.by;
  return (
    <>
      <Source href={rosterOf(staff, entry.course)}>
        {words(words.has(key) ? key : "timeline.application.other", {
          course: courseWords(staff, entry.course),
        })}
      </Source>
      {by && (
        <Small>
          {by === "customer" || by === "owner" || by === "unpaid"
            ? words(`timeline.by.${by}`)
            : words("timeline.by.person", { name: by })}
        </Small>
      )}
      {entry.reason && <Quote>{words("timeline.reason", { reason: entry.reason })}</Quote>}
      <Answers words={words} answers={entry.answers} />
    </>
  );
}

const attendanceTones: Record<string, Tone> = {
  attended: "good",
  late: "warn",
  left_early: "warn",
  absent: "bad",
};

function AttendanceEntry({
  words,
  staff,
  entry,
}: {
  words: Words;
  staff: StaffScope;
  entry: Of<"attendance">;
}) {
  const key = `timeline.attendance.${entry.state}` as "timeline.attendance.attended";
  const means = `timeline.means.${entry.means}` as "timeline.means.tap";
  const tone = attendanceTones[entry.state];
  return (
    <>
      <Source href={rosterOf(staff, entry.course)}>
        {words(words.has(key) ? key : "timeline.attendance.unmarked", {
          course: courseWords(staff, entry.course),
        })}
      </Source>{" "}
      {tone && <Tag tone={tone}>{words(entry.state === "absent" ? "page.absent" : "page.came")}</Tag>}
      <Small>{[entry.means && words.has(means) && words(means), entry.by].filter(Boolean).join(" · ")}</Small>
    </>
  );
}

function Consents({ words, entry }: { words: Words; entry: Of<"consents"> }) {
  const source = `page.sources.${entry.source}` as "page.sources.staff";
  return (
    <>
      <Source href="#consents">
        {entry.said
          .map(({ purpose, given }) =>
            words("timeline.said", {
              purpose: words(`page.purposes.${purpose}` as "page.purposes.night"),
              what: words(given ? "timeline.given" : "timeline.withdrawn"),
            }),
          )
          .join(", ")}
      </Source>
      <Small>
        {words(words.has(source) ? source : "page.sources.other")}
        {entry.claimed && ` ${words("page.claimed")}`}
      </Small>
    </>
  );
}

function Answers({ words, answers }: { words: Words; answers: AnswerWords[] }) {
  if (answers.length === 0) return null;
  return (
    <dl className="mt-1.5 grid gap-1.5 rounded-lg bg-sunken px-3.5 py-2.5">
      {answers.map(({ question, value, outOf }) => (
        <div key={question}>
          <dt className="text-sm text-ink-3">{question}</dt>
          <dd className="break-words whitespace-pre-line">
            {typeof value === "boolean"
              ? words(value ? "timeline.yes" : "timeline.no")
              : outOf
                ? words("timeline.outOf", { value, total: outOf })
                : value}
          </dd>
        </div>
      ))}
    </dl>
  );
}

const Quote = ({ children }: { children: ReactNode }) => (
  <p className="mt-1.5 rounded-lg bg-sunken px-3.5 py-2 break-words whitespace-pre-line">{children}</p>
);

const Small = ({ children }: { children: ReactNode }) =>
  children ? <p className="text-ink-2">{children}</p> : null;
