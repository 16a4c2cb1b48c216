import { getTranslations } from "next-intl/server";
import { type ReactNode, Suspense } from "react";
import { LinkTabs } from "@/components/ui/link-tabs";
import { type ListQuery, readListQuery, writeListQuery } from "@/lib/customers/list/query";
import { mostCounted, tabCounts } from "@/lib/customers/list/tabs";
import type { View } from "@/lib/customers/views/views";
import type { StaffScope } from "@/lib/web/staff";

interface Props {
  staff: StaffScope;
  query: ListQuery;
  views: readonly View[];
}

const mineQuery = writeListQuery(readListQuery({ responsible: "me" }));

/** Everybody, one's own, and the saved views. Their numbers follow when they are counted; the list does not wait for them. */
export async function ListTabs({ staff, query, views }: Props) {
  const words = await getTranslations("customerList.views");
  const shown = writeListQuery(query);
  const tabs = [
    { id: "all", query: "", label: words("all") },
    { id: "mine", query: mineQuery, label: words("mine") },
    ...views.map(({ id, query: own, name }) => ({ id, query: own, label: name })),
  ];
  const many = mostCounted.toLocaleString(staff.locale);
  const counted = (count: number | undefined) =>
    count === undefined ? "\u2007" : count > mostCounted ? `${many}+` : count.toLocaleString(staff.locale);
  const draw = (counts: ReadonlyMap<string, number>) => (
    <LinkTabs
      label={words("label")}
      tabs={tabs.map((tab) => ({
        id: tab.id,
        href: `/t/${staff.tenant.slug}/customers${tab.query ? `?${tab.query}` : ""}`,
        label: tab.label,
        count: counted(counts.get(tab.query)),
        current: tab.query === shown,
      }))}
    />
  );
  return (
    <Suspense fallback={draw(new Map())}>
      <Counted staff={staff} addresses={tabs.map((tab) => tab.query)} draw={draw} />
    </Suspense>
  );
}

async function Counted({
  staff,
  addresses,
  draw,
}: {
  staff: StaffScope;
  addresses: readonly string[];
  draw: (counts: ReadonlyMap<string, number>) => ReactNode;
}) {
  return draw(await tabCounts(staff, addresses));
}
