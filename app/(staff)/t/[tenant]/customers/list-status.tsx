import { getTranslations } from "next-intl/server";
import { LinkButton } from "@/components/ui/button";
import { LinkChips } from "@/components/ui/link-tabs";
import { TextLink } from "@/components/ui/text-link";
import { mostHits } from "@/lib/customers/list/matching";
import { type ListQuery, listSorts, writeListQuery } from "@/lib/customers/list/query";
import { may } from "@/lib/tenants/permissions";
import type { StaffScope } from "@/lib/web/staff";
import { listAddress } from "./list-address";

interface Props {
  staff: StaffScope;
  query: ListQuery;
  total: number;
}

/** How many were found, and in which order they stand. */
export function ListStatus({ staff, query, total }: Props) {
  return (
    <div className="mt-1 mb-4 flex min-h-11 flex-wrap items-center justify-between gap-x-4">
      <Found staff={staff} query={query} total={total} />
      {!query.search && <Orders slug={staff.tenant.slug} query={query} />}
    </div>
  );
}

async function Orders({ slug, query }: { slug: string; query: ListQuery }) {
  const words = await getTranslations("customerList.sorts");
  return (
    <LinkChips
      label={words("label")}
      tabs={listSorts.map((sort) => ({
        href: listAddress(slug, { ...query, sort }),
        label: words(sort),
        current: query.sort === sort,
      }))}
    />
  );
}

async function Found({ staff, query, total }: Props) {
  const words = await getTranslations();
  const { search } = query;
  const narrowed = search !== "" || query.filters.length > 0;
  const count = words("customerList.people", { count: total });
  const found = !search
    ? words("customerList.found", { count: total })
    : total >= mostHits
      ? words("customers.search.foundMany", { text: search })
      : total > 0 && words("customers.search.found", { text: search, count: total });
  return (
    <div className="flex flex-wrap items-center gap-x-4">
      {narrowed && (
        <p role="status" className="text-[0.9375rem] text-ink-2">
          {found}
        </p>
      )}
      {total > 0 && !(search && total >= mostHits) && may(staff.role, "customers.export") && (
        <TextLink
          quiet
          href={`/t/${staff.tenant.slug}/customers/export?${writeListQuery(query)}&all=${total}`}
          className="inline-flex min-h-11 items-center text-[0.9375rem]"
        >
          {words("customerList.exportAll", { count })}
        </TextLink>
      )}
      {search && (
        <LinkButton look="quiet" href={listAddress(staff.tenant.slug, { ...query, search: "" })}>
          {words("customers.search.clear")}
        </LinkButton>
      )}
    </div>
  );
}
