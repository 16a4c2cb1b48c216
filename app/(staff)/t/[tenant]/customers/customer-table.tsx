import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Tag } from "@/components/ui/tag";
import { TextLink } from "@/components/ui/text-link";
import type { CustomerFieldDefinition } from "@/lib/customers/fields/schema";
import type { CustomerLine } from "@/lib/customers/list/lines";
import { fieldOf, type ListQuery, type ListSort } from "@/lib/customers/list/query";
import { formatDate } from "@/lib/platform/formats/korean-time";
import { formatPhone } from "@/lib/platform/formats/phone-format";
import type { StaffScope } from "@/lib/web/staff";
import { fieldWords } from "./field-words";
import { listAddress } from "./list-address";

/** Rows on a laptop, cards on a phone; every one leads to its customer, and can be ticked by who may change them. */
export async function CustomerTable({
  staff,
  customers,
  query,
  fields,
  ticks,
  empty,
}: {
  staff: StaffScope;
  customers: CustomerLine[];
  query: ListQuery;
  fields: readonly CustomerFieldDefinition[];
  ticks: boolean;
  empty: ReactNode;
}) {
  const words = await getTranslations();
  const { slug, zone } = staff.tenant;
  const times = (count: number) => (count > 0 ? words("customers.list.times", { count }) : "–");
  const sorting = (sort: ListSort, back: ListSort = sort): NonNullable<Column<CustomerLine>["sort"]> => {
    const direction = { recent: "descending", oldest: "ascending", name: "ascending" } as const;
    const now = query.search ? undefined : query.sort;
    const to = now === sort ? back : sort;
    return {
      href: listAddress(slug, { ...query, sort: to }),
      ...((now === sort || now === back) && { direction: direction[now] }),
    };
  };
  const tags = (names: readonly string[]) =>
    names.length === 0 ? (
      "–"
    ) : (
      <span className="flex flex-wrap gap-1">
        {names.map((name) => (
          <Tag key={name} className="max-w-40">
            <span className="truncate">{name}</span>
          </Tag>
        ))}
      </span>
    );
  const plain: Record<string, Omit<Column<CustomerLine>, "key" | "header">> = {
    shop: { laptopOnly: true, cell: ({ shop }) => shop ?? "–" },
    phone: {
      cell: ({ phone }) => <span className="tabular-nums">{phone ? formatPhone(phone) : "–"}</span>,
    },
    email: { cell: ({ email }) => <span className="[overflow-wrap:anywhere]">{email ?? "–"}</span> },
    tags: { cell: (line) => tags(line.tags) },
    groups: { cell: (line) => tags(line.groups) },
    course: { laptopOnly: true, cell: ({ lastCourse }) => lastCourse ?? "–" },
    applications: { align: "end", laptopOnly: true, cell: ({ applications }) => times(applications) },
    visits: { align: "end", cell: ({ visits }) => times(visits) },
    since: {
      align: "end",
      laptopOnly: true,
      sort: sorting("recent", "oldest"),
      cell: ({ createdAt }) => formatDate(createdAt, zone, staff.locale, { year: false }),
    },
    responsible: { cell: ({ responsible }) => responsible ?? "–" },
  };
  const name: Column<CustomerLine> = {
    key: "name",
    header: words("customers.list.name"),
    primary: true,
    sort: sorting("name"),
    cell: (line) => (
      <span className="flex items-center gap-1">
        {ticks && (
          <label className="-ml-2.5 grid size-11 shrink-0 place-items-center">
            <span className="sr-only">{words("customerList.bulk.tick", { name: line.name })}</span>
            <input
              type="checkbox"
              name="ids[]"
              value={line.id}
              className="pick size-[1.375rem] scroll-mb-72 rounded-[3px] accent-accent"
            />
          </label>
        )}
        <TextLink
          quiet
          href={`/t/${slug}/customers/${line.id}`}
          className="inline-flex min-h-11 scroll-mb-72 items-center"
        >
          {line.name}
        </TextLink>
        {line.shop && (
          <span className="ml-1 text-[0.9375rem] font-normal text-ink-2 sm:hidden">{line.shop}</span>
        )}
      </span>
    ),
  };
  const own = (id: string): Column<CustomerLine>[] => {
    const field = fields.find((one) => one.id === id);
    if (!field) return [];
    const yesNo = { yes: words("common.yes"), no: words("common.no") };
    return [
      {
        key: id,
        header: field.label,
        align: field.kind === "number" ? "end" : "start",
        cell: (line) => fieldWords(field, line.fields[id] ?? [], staff.locale, yesNo) || "–",
      },
    ];
  };
  const columns = query.columns.flatMap((key): Column<CustomerLine>[] => {
    const field = fieldOf(key);
    const known = plain[key];
    if (field) return own(field);
    return known
      ? [{ key, header: words(`customerList.columns.${key}` as "customerList.columns.shop"), ...known }]
      : [];
  });
  return (
    <DataTable
      caption={words("customers.list.caption")}
      columns={[name, ...columns]}
      rows={customers}
      keyOf={({ id }) => id}
      empty={empty}
    />
  );
}
