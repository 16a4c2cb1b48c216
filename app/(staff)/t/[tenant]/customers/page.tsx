import { FileUp, Filter, Merge, Tags, UserPlus, Users } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { customerList } from "@/lib/customers/list/customer-list";
import { readListQuery } from "@/lib/customers/list/query";
import { may } from "@/lib/tenants/permissions";
import { type StaffScope, staffPage } from "@/lib/web/staff";
import { FilledList } from "./filled-list";

interface Props {
  params: Promise<{ tenant: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("customers"))("title") };
}

export default async function CustomersPage({ params, searchParams }: Props) {
  const staff = await staffPage((await params).tenant, "customers.read");
  const asked = await searchParams;
  const query = readListQuery(asked);
  const after = typeof asked.after === "string" ? asked.after : undefined;
  const list = await customerList(staff, query, after);
  const words = await getTranslations();
  const { slug } = staff.tenant;
  const base = `/t/${slug}/customers`;
  const narrowed = query.search !== "" || query.filters.length > 0;
  const nobodyYet = list.total === 0 && !narrowed;
  return (
    <>
      <PageHeader
        title={words("customers.title")}
        sub={narrowed || nobodyYet ? undefined : words("customers.count", { count: list.total })}
        actions={<Actions staff={staff} base={base} />}
      />
      {nobodyYet ? (
        <EmptyState title={words("customers.list.emptyTitle")} icon={<Users className="size-5" />}>
          {words("customers.list.emptyBody")}
        </EmptyState>
      ) : (
        <FilledList staff={staff} query={query} list={list} after={after} />
      )}
    </>
  );
}

async function Actions({ staff, base }: { staff: StaffScope; base: string }) {
  const words = await getTranslations();
  return (
    <>
      <LinkButton href={`${base}/groups`} icon={<Tags aria-hidden="true" className="size-5" />}>
        {words("customerList.groupsTitle")}
      </LinkButton>
      <LinkButton href={`${base}/segments`} icon={<Filter aria-hidden="true" className="size-5" />}>
        {words("segments.tab")}
      </LinkButton>
      {may(staff.role, "customers.write") && (
        <LinkButton href={`${base}/duplicates`} icon={<Merge aria-hidden="true" className="size-5" />}>
          {words("merging.title")}
        </LinkButton>
      )}
      {may(staff.role, "customers.write") && (
        <LinkButton href={`${base}/import`} icon={<FileUp aria-hidden="true" className="size-5" />}>
          {words("imports.title")}
        </LinkButton>
      )}
      {may(staff.role, "customers.write") && (
        <LinkButton
          look="primary"
          href={`${base}/new`}
          icon={<UserPlus aria-hidden="true" className="size-5" />}
        >
          {words("customers.add.title")}
        </LinkButton>
      )}
    </>
  );
}
