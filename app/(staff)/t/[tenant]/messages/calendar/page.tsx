import clsx from "clsx";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/shell/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { LinkChips } from "@/components/ui/link-tabs";
import { PageLink } from "@/components/ui/page-link";
import { Pagination } from "@/components/ui/pagination";
import {
  type CalendarDay,
  type CalendarGroup,
  type CalendarSpan,
  outboxCalendar,
} from "@/lib/messages/outbox/calendar";
import { writeOutboxQuery } from "@/lib/messages/outbox/query";
import { formatDate } from "@/lib/platform/formats/korean-time";
import { addDays, instantOf } from "@/lib/platform/zoned-time";
import { type StaffScope, staffPage } from "@/lib/web/staff";

interface Props {
  params: Promise<{ tenant: string }>;
  searchParams: Promise<{ span?: string | string[]; day?: string | string[] }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("outbox.calendar"))("title") };
}

const day = /^20\d{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
/** So many rules are named on a day of a month; a week has room for all. */
const namedInMonth = 4;

/** What is to go and what went, by day and rule. On a phone the days stand in a list; empty ones are left out there. */
export default async function MessageCalendarPage({ params, searchParams }: Props) {
  const staff = await staffPage((await params).tenant, "messages.read");
  const words = await getTranslations("outbox.calendar");
  const asked = await searchParams;
  const span: CalendarSpan = asked.span === "week" ? "week" : "month";
  const given = typeof asked.day === "string" && day.test(asked.day) ? asked.day : null;
  const calendar = await outboxCalendar(staff, span, given);
  const base = `/t/${staff.tenant.slug}/messages`;
  const address = (to: CalendarSpan, on: string) => `${base}/calendar?span=${to}&day=${on}`;
  const title =
    span === "month"
      ? monthWords(calendar.start, staff.locale)
      : words("weekOf", {
          from: dayWords(calendar.start, staff),
          to: dayWords(addDays(calendar.start, 6), staff),
        });
  const empty = calendar.days.every(({ groups }) => groups.length === 0);
  return (
    <>
      <PageHeader
        trail={<Breadcrumb label={words("trail")} steps={[{ href: base, words: words("list") }]} />}
        title={title}
        sub={words("sub")}
      />
      <LinkChips
        label={words("spans.label")}
        tabs={[
          ...(["month", "week"] as const).map((one) => ({
            href: address(one, given ?? calendar.today),
            label: words(`spans.${one}`),
            current: one === span,
          })),
          { href: address(span, calendar.today), id: "today", label: words("today") },
        ]}
      />
      {empty && <p className="mt-4 text-ink-2">{words("empty")}</p>}
      <Weekdays dates={calendar.days.slice(0, 7).map(({ date }) => date)} staff={staff} />
      <ol className="mt-3 grid gap-3 sm:mt-0 sm:grid-cols-7 sm:gap-0 sm:border-l sm:border-line">
        {calendar.days.map((one) => (
          <Day key={one.date} day={one} today={calendar.today} staff={staff} span={span} />
        ))}
      </ol>
      <Pagination
        label={words("pages")}
        previous={{ words: words("previous"), href: address(span, calendar.previous) }}
        next={{ words: words("next"), href: address(span, calendar.next) }}
      />
    </>
  );
}

/** Only for the eye: each day says its own weekday. */
function Weekdays({ dates, staff }: { dates: string[]; staff: StaffScope }) {
  return (
    <div aria-hidden="true" className="mt-4 hidden grid-cols-7 text-sm font-semibold text-ink-3 sm:grid">
      {dates.map((date) => (
        <span key={date} className="border-b border-line px-2 pb-1.5">
          {new Intl.DateTimeFormat(staff.locale === "ko" ? "ko-KR" : "en-GB", {
            weekday: "short",
            timeZone: "UTC",
          }).format(new Date(`${date}T00:00:00Z`))}
        </span>
      ))}
    </div>
  );
}

async function Day({
  day: { date, outside, groups },
  today,
  staff,
  span,
}: {
  day: CalendarDay;
  today: string;
  staff: StaffScope;
  span: CalendarSpan;
}) {
  const words = await getTranslations("outbox.calendar");
  const base = `/t/${staff.tenant.slug}/messages`;
  const named = span === "month" ? groups.slice(0, namedInMonth) : groups;
  const rest = groups.slice(named.length).reduce((sum, { total }) => sum + total, 0);
  const list = (rule: string | null) =>
    `${base}${writeOutboxQuery({ tab: "moving", filters: { from: date, to: date, ...(rule ? { rule } : {}) } })}`;
  return (
    <li
      className={clsx(
        "min-w-0 sm:min-h-24 sm:border-r sm:border-b sm:border-line sm:p-1.5",
        groups.length === 0 && "max-sm:hidden",
        outside && "sm:bg-sunken/50",
      )}
    >
      <h2
        className={clsx("text-sm font-semibold", date === today ? "text-accent" : "text-ink-2")}
        aria-current={date === today ? "date" : undefined}
      >
        <span className="sm:sr-only">{dayWords(date, staff)}</span>
        <span aria-hidden="true" className="max-sm:hidden">
          {Number(date.slice(8))}
        </span>
      </h2>
      {groups.length > 0 && (
        <ul className="mt-1 grid gap-1 max-sm:rounded-lg max-sm:border max-sm:border-line max-sm:bg-surface max-sm:px-4 max-sm:py-1">
          {named.map((group) => (
            <li key={`${group.rule} ${group.title}`}>
              <Group group={group} href={list(group.rule)} />
            </li>
          ))}
          {rest > 0 && (
            <li>
              <PageLink href={list(null)} className="flex min-h-11 items-center text-sm underline sm:min-h-6">
                {words("more", { count: rest })}
              </PageLink>
            </li>
          )}
        </ul>
      )}
    </li>
  );
}

/** "오늘 오시는 길 22", and in words whether they are still to go. */
async function Group({ group: { title, total, coming }, href }: { group: CalendarGroup; href: string }) {
  const words = await getTranslations("outbox.calendar");
  return (
    <PageLink
      href={href}
      className="flex min-h-11 items-center justify-between gap-2 rounded-md text-sm hover:underline sm:min-h-6 sm:bg-sunken sm:px-1.5 sm:py-0.5"
    >
      <span className="min-w-0 break-words sm:line-clamp-2">{title ?? words("untitled")}</span>
      <span className="shrink-0 tabular-nums">
        <b>{total}</b>
        <span className="sr-only">{words("counted", { coming, gone: total - coming })}</span>
        <span aria-hidden="true" className="ml-1 text-ink-3">
          {coming === total ? words("coming") : coming === 0 ? words("gone") : words("both", { coming })}
        </span>
      </span>
    </PageLink>
  );
}

const noonOf = (date: string, zone: string) => instantOf({ date, time: "12:00", zone });
const dayWords = (date: string, { tenant, locale }: StaffScope) =>
  formatDate(noonOf(date, tenant.zone), tenant.zone, locale, { year: false });
const monthWords = (start: string, locale: "ko" | "en") =>
  new Intl.DateTimeFormat(locale === "ko" ? "ko-KR" : "en-GB", {
    year: "numeric",
    month: "long",
    timeZone: "UTC",
  }).format(new Date(`${start}T00:00:00Z`));
