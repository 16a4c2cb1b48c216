import { Merge, Pencil } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/shell/client-messages";
import { Columns } from "@/components/shell/columns";
import { PageHeader } from "@/components/shell/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { LinkButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Tag } from "@/components/ui/tag";
import type { CustomerPage } from "@/lib/customers/customer-page";
import { type TimelineKind, timelineKinds, timelineOf } from "@/lib/customers/timeline";
import { formatPhone } from "@/lib/platform/formats/phone-format";
import { may } from "@/lib/tenants/permissions";
import { AtAGlance } from "./at-a-glance";
import { customerOrNotFound } from "./customer-or-not-found";
import { Details } from "./details";
import { Files } from "./files";
import { Labels } from "./labels";
import { NoteForm } from "./note-form";
import { PlannedMessages } from "./planned-messages";
import { Standing } from "./standing";
import { TimelineView } from "./timeline-view";

interface Props {
  params: Promise<{ tenant: string; customer: string }>;
  searchParams: Promise<{ kind?: string; before?: string | string[]; said?: string; files?: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { tenant, customer } = await params;
  return { title: (await customerOrNotFound(tenant, customer)).customer.name };
}

export default async function OneCustomerPage({ params, searchParams }: Props) {
  const { tenant, customer: id } = await params;
  const { staff, customer } = await customerOrNotFound(tenant, id);
  const words = await getTranslations("customers");
  const asked = await searchParams;
  const kind: TimelineKind = timelineKinds.find((known) => known === asked.kind) ?? "all";
  const before = typeof asked.before === "string" ? asked.before : undefined;
  const timeline = await timelineOf(staff, customer.id, { kind, before });
  const base = `/t/${staff.tenant.slug}/customers`;
  const writes = !customer.erased && may(staff.role, "customers.write");
  return (
    <>
      <PageHeader
        trail={<Breadcrumb label={words("trail")} steps={[{ href: base, words: words("title") }]} />}
        title={customer.name}
        suffix={[customer.shop, customer.record.title].filter(Boolean).join(" ") || undefined}
        sub={<Meta customer={customer} />}
        actions={
          <>
            {may(staff.role, "privacy.write") && (
              <LinkButton href={`/t/${staff.tenant.slug}/privacy/customers/${customer.id}`}>
                {words("page.privacy")}
              </LinkButton>
            )}
            {writes && (
              <LinkButton
                href={`${base}/duplicates/${customer.id}`}
                icon={<Merge aria-hidden="true" className="size-4" />}
              >
                {words("page.duplicates")}
              </LinkButton>
            )}
            {writes && (
              <LinkButton
                href={`${base}/${customer.id}/edit`}
                icon={<Pencil aria-hidden="true" className="size-4" />}
              >
                {words("page.edit")}
              </LinkButton>
            )}
          </>
        }
      />
      {(asked.said === "known" || asked.said === "added" || asked.said === "merged") && (
        <Notice tone="good" announce className="mb-5">
          {words(`page.${asked.said}`)}
        </Notice>
      )}
      <PlannedMessages staff={staff} customer={customer} />
      <Columns
        aside={
          <div className="grid gap-7">
            <AtAGlance staff={staff} customer={customer} />
            <Details staff={staff} customer={customer} />
            <Labels staff={staff} customer={customer} />
            <Standing staff={staff} customer={customer} />
            <Files staff={staff} customer={customer} outcome={asked.files} />
          </div>
        }
      >
        {writes && (
          <ClientMessages namespaces={["customers"]}>
            <NoteForm slug={staff.tenant.slug} customerId={customer.id} />
          </ClientMessages>
        )}
        <TimelineView
          staff={staff}
          customerId={customer.id}
          kind={kind}
          timeline={timeline}
          paged={before !== undefined}
        />
      </Columns>
    </>
  );
}

async function Meta({ customer }: { customer: CustomerPage }) {
  const words = await getTranslations("customers.page");
  const { phone } = customer;
  return (
    <span className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
      {phone ? (
        <a
          href={`tel:${phone.address}`}
          className="-my-2 inline-flex min-h-11 items-center tabular-nums hover:underline"
        >
          {formatPhone(phone.address)}
        </a>
      ) : (
        words("noPhone")
      )}
      {customer.trade && <span>{customer.trade}</span>}
      <Tag tone={customer.visits > 0 ? "good" : "plain"}>{words("visits", { visits: customer.visits })}</Tag>
      {phone && !phone.canReceiveTexts && <Tag tone="warn">{words("noTexts")}</Tag>}
      {phone?.badSince && <Tag tone="bad">{words("badNumber")}</Tag>}
      {customer.erased && <Tag tone="bad">{words("erased")}</Tag>}
    </span>
  );
}
