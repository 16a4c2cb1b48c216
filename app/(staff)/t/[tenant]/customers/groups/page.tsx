import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/shell/client-messages";
import { PageHeader } from "@/components/shell/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { groupsAndTags } from "@/lib/customers/groups/group-page";
import { may } from "@/lib/tenants/permissions";
import { staffPage } from "@/lib/web/staff";
import { type LabelRow, LabelRows, NewLabelForm } from "./label-rows";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("customerList"))("groupsTitle") };
}

export default async function GroupsPage({ params }: { params: Promise<{ tenant: string }> }) {
  const staff = await staffPage((await params).tenant, "customers.read");
  const [words, all] = [await getTranslations(), await groupsAndTags(staff)];
  const { slug } = staff.tenant;
  const writes = may(staff.role, "customers.write");
  const base = `/t/${slug}/customers`;
  return (
    <>
      <PageHeader
        trail={
          <Breadcrumb
            label={words("customers.trail")}
            steps={[{ href: base, words: words("customers.title") }]}
          />
        }
        title={words("customerList.groupsTitle")}
        sub={words("customerList.groupsSub")}
      />
      <ClientMessages namespaces={["customerList"]}>
        <div className="grid gap-10 lg:grid-cols-2">
          <Labels kind="groups" slug={slug} rows={all.groups} writes={writes} />
          <Labels kind="tags" slug={slug} rows={all.tags} writes={writes} />
        </div>
      </ClientMessages>
    </>
  );
}

async function Labels({
  kind,
  slug,
  rows,
  writes,
}: {
  kind: "groups" | "tags";
  slug: string;
  rows: LabelRow[];
  writes: boolean;
}) {
  const words = await getTranslations(`customerList.${kind}`);
  return (
    <section aria-labelledby={kind} className="min-w-0">
      <h2 id={kind} className="text-xl font-bold tracking-tight">
        {words("title")}
      </h2>
      <p className="mb-3 text-[0.9375rem] text-ink-2">{words("sub")}</p>
      {writes && <NewLabelForm slug={slug} kind={kind} />}
      {rows.length === 0 && <p className="text-[0.9375rem] text-ink-2">{words("none")}</p>}
      <LabelRows slug={slug} kind={kind} rows={rows} writes={writes} />
    </section>
  );
}
