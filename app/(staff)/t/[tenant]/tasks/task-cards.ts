import { getTranslations } from "next-intl/server";
import type { TaskLine } from "@/lib/customers/tasks/task-list";
import { formatDate } from "@/lib/platform/formats/korean-time";
import { addDays, daysBetween } from "@/lib/platform/zoned-time";
import type { StaffScope } from "@/lib/web/staff";

/** A task in words, ready to be drawn. */
export interface TaskCard {
  id: string;
  title: string;
  /** "오늘", "3일 지남", "12월 5일 (토)" */
  due: string | null;
  overdue: boolean;
  done: boolean;
  owner: string | null;
  customer: { name: string; href: string } | null;
  /** Where it is done. */
  href: string | null;
  /** What the form that corrects it starts from. */
  dueOn: string | null;
  ownerId: string | null;
  version: number;
}

export async function taskCards(
  staff: StaffScope,
  tasks: readonly TaskLine[],
  today: string,
): Promise<TaskCard[]> {
  const words = await getTranslations("tasks.due");
  const due = (day: string): string => {
    if (day < today) return words("overdue", { count: daysBetween(day, today) });
    if (day === today) return words("today");
    if (day === addDays(today, 1)) return words("tomorrow");
    return formatDate(new Date(`${day}T00:00:00Z`), "UTC", staff.locale, {
      year: day.slice(0, 4) !== today.slice(0, 4),
    });
  };
  return tasks.map(({ id, title, dueOn, overdue, doneAt, assignee, customer, place, version }) => ({
    id,
    title,
    due: dueOn && due(dueOn),
    overdue,
    done: doneAt !== null,
    owner: assignee?.name ?? null,
    customer: customer && {
      name: customer.name,
      href: `/t/${staff.tenant.slug}/customers/${customer.id}`,
    },
    href: place && `/t/${staff.tenant.slug}/${place}`,
    dueOn,
    ownerId: assignee?.id ?? null,
    version,
  }));
}
