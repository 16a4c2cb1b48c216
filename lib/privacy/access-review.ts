import { addTask } from "@/lib/customers/tasks/tasks";
import { businessDay } from "@/lib/platform/korean-holidays";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";
import { addDays, addMonths, instantOf, localDate } from "@/lib/platform/zoned-time";

/** What one person at work did in a month; `people` is how many were shown, as often as they were shown. */
export interface MonthOfMember {
  id: string | null;
  name: string | null;
  kind: string;
  lines: number;
  people: number;
  exports: number;
  /** Lines between 22:00 and 06:00 of the business's zone. */
  atNight: number;
  refused: number;
  /** More than thrice the mean of the three months before, and more than a hundred people. */
  unusual: boolean;
}

export interface MonthOfAccess {
  /** "2026-11" */
  month: string;
  members: MonthOfMember[];
}

const unusualTimes = 3;
const unusualPeople = 100;

/** A month of the access log in figures: who did how much, at night, exports, refused looks. */
export async function monthOfAccess(
  tenant: TenantScope,
  month: string,
  zone: string,
): Promise<MonthOfAccess> {
  return inTransaction(tenant, async (tx) => {
    const first = `${month}-01`;
    const [from, to] = [first, addMonths(first, 1)].map((date) => instantOf({ date, time: "00:00", zone }));
    const earlier = instantOf({ date: addMonths(first, -3), time: "00:00", zone });
    const rows = await tx.db.$queryRaw<Omit<MonthOfMember, "unusual">[]>`
      SELECT l.actor_id AS id, max(l.actor_name) AS name, l.actor_kind AS kind, count(*)::int AS lines, sum(l.people)::int AS people,
        count(*) FILTER (WHERE l.act IN ('exported', 'downloaded', 'disclosed'))::int AS exports,
        count(*) FILTER (WHERE extract(hour FROM l.occurred_at AT TIME ZONE ${zone}) >= 22
          OR extract(hour FROM l.occurred_at AT TIME ZONE ${zone}) < 6)::int AS "atNight",
        count(*) FILTER (WHERE l.act = 'refused')::int AS refused
      FROM access_log l WHERE l.tenant_id = ${tx.tenantId}::uuid AND l.occurred_at >= ${from} AND l.occurred_at < ${to}
      GROUP BY l.actor_id, l.actor_kind ORDER BY people DESC`;
    const before = await tx.db.$queryRaw<{ id: string | null; mean: number }[]>`
      SELECT l.actor_id AS id, (sum(l.people) / 3.0)::float AS mean FROM access_log l
      WHERE l.tenant_id = ${tx.tenantId}::uuid AND l.occurred_at >= ${earlier} AND l.occurred_at < ${from} GROUP BY l.actor_id`;
    const means = new Map(before.map(({ id, mean }) => [id, mean]));
    return {
      month,
      members: rows.map((row) => ({
        ...row,
        unusual: row.people > unusualPeople && row.people > unusualTimes * (means.get(row.id) ?? 0),
      })),
    };
  });
}

/** The first day of a month on which people work; where nobody knows a year's holidays, a weekday after the first week. */
export function firstBusinessDay(month: string): string {
  const days = Array.from({ length: 14 }, (_, at) => addDays(`${month}-01`, at));
  return (
    days.find((day) => businessDay(day) === "yes") ??
    (days.slice(7).find((day) => businessDay(day) !== "no") as string)
  );
}

const titles = {
  ko: (month: string) => `${month} 개인정보 접속기록 점검`,
  en: (month: string) => `Review who looked at customers in ${month}`,
};

/**
 * From the first business day of a month on: a task for the owner to look over the month before (접속기록 월 1회 점검). Once a
 * month, and only where there is something to look over.
 */
export async function askForReview(tenant: TenantScope): Promise<void> {
  await inTransaction(tenant, async (tx) => {
    const { zone, locale } = await tx.db.tenant.findUniqueOrThrow({
      where: { id: tx.tenantId },
      select: { zone: true, locale: true },
    });
    const today = localDate(tx.now, zone);
    const thisMonth = today.slice(0, 7);
    if (today < firstBusinessDay(thisMonth)) return;
    const month = addMonths(`${thisMonth}-01`, -1);
    const asked = await tx.db.accessReview.count({ where: { month: new Date(`${month}T00:00:00Z`) } });
    if (asked > 0 || !(await anything(tx, month, zone))) return;
    const owner = await tx.db.membership.findFirst({
      where: { role: "owner", removedAt: null },
      orderBy: { createdAt: "asc" },
      select: { id: true },
    });
    const { id } = await addTask(
      tx,
      {
        title: titles[locale === "en" ? "en" : "ko"](month.slice(0, 7)),
        dueOn: today,
        assigneeId: owner?.id ?? null,
        customerId: null,
      },
      { place: `privacy/access?month=${month.slice(0, 7)}` },
    );
    await tx.db.accessReview.createMany({
      data: [{ tenantId: tx.tenantId, month: new Date(`${month}T00:00:00Z`), taskId: id, askedAt: tx.now }],
      skipDuplicates: true,
    });
  });
}

const anything = async ({ db }: Tx, first: string, zone: string): Promise<boolean> =>
  (await db.accessLog.findFirst({
    where: {
      occurredAt: {
        gte: instantOf({ date: first, time: "00:00", zone }),
        lt: instantOf({ date: addMonths(first, 1), time: "00:00", zone }),
      },
    },
    select: { id: true },
  })) !== null;
