import { Filter, Plus } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/shell/client-messages";
import { PageHeader } from "@/components/shell/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { LinkButton } from "@/components/ui/button";
import { type Column, DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { TextLink } from "@/components/ui/text-link";
import { retiredName } from "@/lib/customers/segments/segments";
import { type SegmentLine, segmentLines } from "@/lib/customers/segments/why";
import { may } from "@/lib/tenants/permissions";
import { type StaffScope, staffPage } from "@/lib/web/staff";
import { PutAwayForm } from "./put-away-form";

interface Props {
  params: Promise<{ tenant: string }>;
  searchParams: Promise<{ retired?: string | string[]; restored?: string | string[] }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("segments"))("title") };
}

export default async function SegmentsPage({ params, searchParams }: Props) {
  const staff = await staffPage((await params).tenant, "customers.read");
  const { retired, restored } = await searchParams;
  const lines = await segmentLines(staff);
  const words = await getTranslations("segments");
  const base = `/t/${staff.tenant.slug}/customers`;
  const mayChange = may(staff.role, "customers.write");
  const make = mayChange && (
    <LinkButton
      look="primary"
      href={`${base}/segments/new`}
      icon={<Plus aria-hidden="true" className="size-5" />}
    >
      {words("new")}
    </LinkButton>
  );
  return (
    <ClientMessages namespaces={["segments"]}>
      <PageHeader
        trail={<Trail base={base} />}
        title={words("title")}
        sub={words("sub")}
        actions={lines.length > 0 ? make : undefined}
      />
      {typeof retired === "string" && mayChange && <PutAwayNotice staff={staff} id={retired} />}
      {restored !== undefined && (
        <Notice tone="good" announce className="mb-5">
          {words("list.restored")}
        </Notice>
      )}
      <DataTable
        caption={words("list.caption")}
        columns={await columns(staff, mayChange)}
        rows={lines}
        keyOf={({ id }) => id}
        empty={
          <EmptyState
            title={words("list.emptyTitle")}
            icon={<Filter className="size-5" />}
            action={make || undefined}
          >
            {words("list.empty")}
          </EmptyState>
        }
      />
    </ClientMessages>
  );
}

async function Trail({ base }: { base: string }) {
  const words = await getTranslations("customers");
  return <Breadcrumb label={words("trail")} steps={[{ href: base, words: words("title") }]} />;
}

async function columns(staff: StaffScope, mayChange: boolean): Promise<Column<SegmentLine>[]> {
  const words = await getTranslations("segments.list");
  const { slug } = staff.tenant;
  const all: Column<SegmentLine>[] = [
    {
      key: "name",
      header: words("name"),
      primary: true,
      cell: ({ id, name }) => <TextLink href={`/t/${slug}/customers/segments/${id}`}>{name}</TextLink>,
    },
    { key: "who", header: words("who"), cell: ({ sentence }) => sentence },
    {
      key: "count",
      header: words("count"),
      align: "end",
      cell: ({ id, count }) => (
        <TextLink href={`/t/${slug}/customers?segment=${id}`} className="whitespace-nowrap">
          {words("people", { count })}
        </TextLink>
      ),
    },
  ];
  if (!mayChange) return all;
  return [
    ...all,
    {
      key: "retire",
      header: words("retire"),
      align: "end",
      cell: ({ id, name }) => (
        <PutAwayForm
          slug={slug}
          id={id}
          retired="yes"
          label={words("retireOf", { name })}
          words={words("retire")}
        />
      ),
    },
  ];
}

async function PutAwayNotice({ staff, id }: { staff: StaffScope; id: string }) {
  const name = await retiredName(staff, id);
  const words = await getTranslations("segments.list");
  if (name === null) return null;
  return (
    <Notice
      announce
      className="mb-5"
      actions={<PutAwayForm slug={staff.tenant.slug} id={id} retired="no" words={words("undo")} />}
    >
      {words("retired", { name })}
    </Notice>
  );
}
