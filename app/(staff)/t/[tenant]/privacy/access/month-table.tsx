import { getTranslations } from "next-intl/server";
import { Card } from "@/components/ui/card";
import { type Column, DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Tag } from "@/components/ui/tag";
import { type MonthOfMember, monthOfAccess } from "@/lib/privacy/access-review";
import type { StaffScope } from "@/lib/web/staff";

/** A month by person: how many they saw, at night, took along. */
export async function MonthTable({ staff, month }: { staff: StaffScope; month: string }) {
  const words = await getTranslations("privacy.access");
  const { members } = await monthOfAccess(staff, month, staff.tenant.zone);
  const number = (value: number) => value.toLocaleString(staff.locale);
  const columns: Column<MonthOfMember>[] = [
    {
      key: "who",
      header: words("who"),
      primary: true,
      cell: ({ name, kind }) => name ?? words(kind === "helper" ? "helper" : "operator"),
    },
    {
      key: "people",
      header: words("month.people"),
      align: "end",
      cell: ({ people, unusual }) => (
        <>
          {number(people)} {unusual && <Tag tone="warn">{words("month.unusual")}</Tag>}
        </>
      ),
    },
    ...(["lines", "exports", "atNight", "refused"] as const).map((key) => ({
      key,
      header: words(`month.${key === "atNight" ? "night" : key}`),
      align: "end" as const,
      cell: (row: MonthOfMember) => number(row[key]),
    })),
  ];
  return (
    <Card as="section" aria-labelledby="month">
      <h2 id="month" className="text-lg font-bold">
        {words("month.title", { month })}
      </h2>
      <p className="mt-0.5 mb-4 text-[0.9375rem] text-ink-2">{words("month.sub")}</p>
      <DataTable
        caption={words("month.caption")}
        columns={columns}
        rows={members}
        keyOf={({ id, kind }) => `${kind} ${id}`}
        empty={<EmptyState title={words("none")} />}
      />
    </Card>
  );
}
