import { Prisma } from "@/lib/platform/database/generated/client";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { addDays, addMonths, instantOf, localDate } from "@/lib/platform/zoned-time";

import { lineTimeSql } from "./line-time";
import { outboxTabs, statesOf } from "./tabs";

export type CalendarSpan = "month" | "week";

/** Messages of one rule on one day. */
export interface CalendarGroup {
  /** The follow-up's key; null for what no rule planned. */
  rule: string | null;
  title: string | null;
  total: number;
  /** How many of them are still to come. */
  coming: number;
}

export interface CalendarDay {
  /** "2026-11-27", in the business's zone. */
  date: string;
  /** Beside the month that is shown. */
  outside: boolean;
  groups: CalendarGroup[];
}

export interface OutboxCalendar {
  span: CalendarSpan;
  /** The first day of what is shown: of the month, or the Monday of the week. */
  start: string;
  previous: string;
  next: string;
  today: string;
  days: CalendarDay[];
}

/**
 * What is to go and what went, by day and rule: a month in whole weeks from Monday on, or one week. `asked` is any day in it;
 * nothing, or no day at all, is today.
 */
export async function outboxCalendar(
  tenant: TenantScope,
  span: CalendarSpan,
  asked: string | null,
): Promise<OutboxCalendar> {
  return inTransaction(tenant, async (tx) => {
    const { zone } = await tx.db.tenant.findUniqueOrThrow({
      where: { id: tx.tenantId },
      select: { zone: true },
    });
    const today = localDate(tx.now, zone);
    const { start, dates, previous, next } = pageOf(span, asked ?? today);
    const midnight = (date: string) => instantOf({ date, time: "00:00", zone });
    const [from, to] = [midnight(dates[0] as string), midnight(addDays(dates.at(-1) as string, 1))];
    const day = Prisma.sql`(${lineTimeSql} AT TIME ZONE ${zone})::date`;
    const coming = [...outboxTabs.coming, ...outboxTabs.waiting];
    const rows = await tx.db.$queryRaw<(CalendarGroup & { date: string })[]>`
      SELECT to_char(found.day, 'YYYY-MM-DD') AS date, r.key AS rule, coalesce(r.title, t.title) AS title,
        sum(found.total)::int AS total, sum(found.coming)::int AS coming
      FROM (
        SELECT ${day} AS day, m.follow_up_version_id, CASE WHEN m.follow_up_version_id IS NULL THEN m.template_version_id END AS template_id,
          count(*) AS total, count(*) FILTER (WHERE m.state = ANY(${coming}::text[])) AS coming
        FROM message m
        WHERE m.tenant_id = ${tx.tenantId}::uuid AND m.state = ANY(${[...statesOf("moving")]}::text[])
          AND ${lineTimeSql} >= ${from}::timestamptz AND ${lineTimeSql} < ${to}::timestamptz
        GROUP BY 1, 2, 3
      ) AS found
      LEFT JOIN definition_version rv ON rv.tenant_id = ${tx.tenantId}::uuid AND rv.id = found.follow_up_version_id
      LEFT JOIN definition r ON r.tenant_id = rv.tenant_id AND r.id = rv.definition_id
      LEFT JOIN definition_version tv ON tv.tenant_id = ${tx.tenantId}::uuid AND tv.id = found.template_id
      LEFT JOIN definition t ON t.tenant_id = tv.tenant_id AND t.id = tv.definition_id
      GROUP BY 1, 2, 3 ORDER BY 1, total DESC, title, rule`;
    const byDay = Map.groupBy(rows, ({ date }) => date);
    const month = start.slice(0, 7);
    const days = dates.map((date) => ({
      date,
      outside: span === "month" && date.slice(0, 7) !== month,
      groups: (byDay.get(date) ?? []).map(({ date: _day, ...group }) => group),
    }));
    return { span, start, previous, next, today, days };
  });
}

/** The days of a page of the calendar, and where the pages beside it begin. */
export function pageOf(span: CalendarSpan, asked: string) {
  if (span === "week") {
    const start = mondayOf(asked);
    return { start, dates: daysFrom(start, 7), previous: addDays(start, -7), next: addDays(start, 7) };
  }
  const start = `${asked.slice(0, 7)}-01`;
  const next = addMonths(start, 1);
  const first = mondayOf(start);
  const last = addDays(mondayOf(addDays(next, -1)), 6);
  const length = Math.round((Date.parse(last) - Date.parse(first)) / 86_400_000) + 1;
  return { start, dates: daysFrom(first, length), previous: addMonths(start, -1), next };
}

const daysFrom = (start: string, count: number) =>
  Array.from({ length: count }, (_, days) => addDays(start, days));

/** Monday is 1 in the ISO week, Sunday 7. */
const mondayOf = (date: string) => addDays(date, 1 - (new Date(`${date}T00:00:00Z`).getUTCDay() || 7));
