import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { ClientMessages } from "@/components/shell/client-messages";
import { StaffSearch } from "@/components/shell/staff-search";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { CustomerList } from "@/lib/customers/list/customer-list";
import { type FilterOptions, filterOptions } from "@/lib/customers/list/filter-options";
import { mostHits } from "@/lib/customers/list/matching";
import { type ListQuery, writeListQuery } from "@/lib/customers/list/query";
import { viewsOf } from "@/lib/customers/views/views";
import { may } from "@/lib/tenants/permissions";
import type { StaffScope } from "@/lib/web/staff";
import { memberChoices } from "../tasks/member-choices";
import { BulkForm } from "./bulk-form";
import { CustomerTable } from "./customer-table";
import { listAddress, pairsOf } from "./list-address";
import { ListFilters } from "./list-filters";
import { ListStatus } from "./list-status";
import { ListTabs } from "./list-tabs";
import { SaveView } from "./save-view";

interface Shown {
  staff: StaffScope;
  query: ListQuery;
  list: CustomerList;
  after: string | undefined;
}

/** Everything around and in a list that is not empty from the start. */
export async function FilledList({ staff, query, list, after }: Shown) {
  const words = await getTranslations("customers.search");
  const { slug } = staff.tenant;
  const views = await viewsOf(staff);
  const options = await filterOptions(staff);
  const members = await memberChoices(staff);
  return (
    <>
      <ListTabs staff={staff} query={query} views={views} />
      <div className="mt-4">
        <StaffSearch
          action={`/t/${slug}/customers`}
          typed={query.search}
          keep={pairsOf({ ...query, search: "" })}
          label={words("label")}
          placeholder={words("placeholder")}
          button={words("button")}
        />
      </div>
      <ListFilters staff={staff} query={query} options={options} members={members} />
      <ListStatus staff={staff} query={query} total={list.total} />
      <ClientMessages namespaces={["customerList", "tasks"]}>
        <Ticked staff={staff} query={query} list={list} options={options} members={members}>
          <CustomerTable
            staff={staff}
            customers={list.customers}
            query={query}
            fields={options.fields}
            ticks={may(staff.role, "customers.write")}
            empty={<Nobody query={query} />}
          />
        </Ticked>
        <Onwards slug={slug} query={query} list={list} after={after} />
        <SaveView staff={staff} query={query} views={views} />
      </ClientMessages>
    </>
  );
}

function Ticked({
  staff,
  query,
  list,
  options,
  members,
  children,
}: Omit<Shown, "after"> & {
  options: FilterOptions;
  members: Awaited<ReturnType<typeof memberChoices>>;
  children: ReactNode;
}) {
  if (!may(staff.role, "customers.write") || list.customers.length === 0) return children;
  const choices = (labels: readonly { id: string; name: string }[]) =>
    labels.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <BulkForm
      slug={staff.tenant.slug}
      query={writeListQuery(query)}
      // Of too many hits only the first are known: nobody can mean all of them.
      total={query.search && list.total >= mostHits ? 0 : list.total}
      exportable={may(staff.role, "customers.export")}
      choices={{
        tags: choices(options.tags),
        groups: choices(options.groups),
        members,
        me: staff.membershipId,
      }}
    >
      {children}
    </BulkForm>
  );
}

async function Nobody({ query }: { query: ListQuery }) {
  const words = await getTranslations();
  if (query.filters.length > 0)
    return (
      <EmptyState title={words("customerList.nobodyTitle")}>{words("customerList.nobodyBody")}</EmptyState>
    );
  return (
    <EmptyState title={words("customers.search.noneTitle", { text: query.search })}>
      {words("customers.search.noneBody")}
    </EmptyState>
  );
}

async function Onwards({ slug, query, list, after }: Omit<Shown, "staff"> & { slug: string }) {
  const words = await getTranslations("customers.list");
  if (!list.next && !after) return null;
  return (
    <p className="mt-5 flex flex-wrap justify-center gap-2">
      {after && (
        <LinkButton look="quiet" href={listAddress(slug, query)}>
          {words("first")}
        </LinkButton>
      )}
      {list.next && (
        <LinkButton rel="next" href={listAddress(slug, query, list.next)}>
          {words("older")}
        </LinkButton>
      )}
    </p>
  );
}
