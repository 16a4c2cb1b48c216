import { FileDown } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { orNotFound } from "@/app/at-the-door/or-not-found";
import { ClientMessages } from "@/components/shell/client-messages";
import { PageHeader } from "@/components/shell/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { buttonClass, LinkButton } from "@/components/ui/button";
import { Card, SectionHeading } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { DetailList } from "@/components/ui/row-list";
import { Tag } from "@/components/ui/tag";
import { formatDate } from "@/lib/platform/formats/korean-time";
import { type RequestDetail, requestOrRefuse } from "@/lib/privacy/requests";
import { type StaffScope, staffPage } from "@/lib/web/staff";
import { idOrNotFound } from "../../id-or-not-found";
import { CloseForm } from "./close-form";

interface Props {
  params: Promise<{ tenant: string; request: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("privacy"))("title") };
}

/** One request: what was asked, what to do for it, and what was answered. */
export default async function RequestPage({ params }: Props) {
  const { tenant, request: id } = await params;
  const staff = await staffPage(tenant, "privacy.write");
  const request = await orNotFound(() => requestOrRefuse(staff, idOrNotFound(id)));
  const words = await getTranslations("privacy");
  const base = `/t/${staff.tenant.slug}/privacy`;
  return (
    <ClientMessages namespaces={["privacy"]}>
      <PageHeader
        trail={<Breadcrumb label={words("customer.trail")} steps={[{ href: base, words: words("title") }]} />}
        title={words("request.title", { name: request.customer.name, kind: request.kind })}
      />
      <div className="grid max-w-[44rem] gap-6">
        {request.state === "erasing" && <Notice tone="warn">{words("request.erasing")}</Notice>}
        <About staff={staff} request={request} />
        {request.state === "open" && (
          <>
            <WhatToDo staff={staff} request={request} />
            <CloseForm
              slug={staff.tenant.slug}
              id={id}
              version={request.version}
              mayBeDone={request.kind !== "erasure"}
            />
          </>
        )}
      </div>
    </ClientMessages>
  );
}

async function About({ staff, request }: { staff: StaffScope; request: RequestDetail }) {
  const words = await getTranslations("privacy");
  const day = (date: string) => formatDate(new Date(`${date}T00:00:00Z`), "UTC", staff.locale);
  const details = [
    { name: words("requests.state"), value: <Tag>{words(`states.${request.state}`)}</Tag> },
    { name: words("requests.asked"), value: day(request.askedOn) },
    { name: words("requests.due"), value: day(request.dueOn) },
    { name: words("request.askedBy"), value: words(`askers.${request.askedBy}`) },
    { name: words("request.checkedHow"), value: request.checkedHow },
    { name: words("request.wish"), value: request.wish },
    { name: words("request.registeredBy"), value: request.registeredBy },
    { name: words("request.outcome"), value: request.outcome },
    { name: words("request.closedBy"), value: request.closedBy },
  ];
  return (
    <section aria-labelledby="about">
      <SectionHeading id="about">{words("request.about")}</SectionHeading>
      <DetailList details={details.filter(({ value }) => value !== null)} />
    </section>
  );
}

/** The way to what was asked for. */
async function WhatToDo({ staff, request }: { staff: StaffScope; request: RequestDetail }) {
  const words = await getTranslations("privacy.request");
  const { slug } = staff.tenant;
  const file = `/t/${slug}/privacy/requests/${request.id}/file`;
  const customer = `/t/${slug}/customers/${request.customer.id}`;
  if (request.kind === "access")
    return (
      <Card as="section" aria-labelledby="copy">
        <h2 id="copy" className="text-lg font-bold">
          {words("copy")}
        </h2>
        <p className="mt-0.5 text-[0.9375rem] text-ink-2">{words("copySub")}</p>
        <div className="mt-4 flex flex-wrap gap-2">
          {/* Ordinary links: a file is no page to move to. */}
          <a
            href={`${file}?as=html`}
            download
            className={buttonClass({ look: "primary", wide: "phone", icon: true })}
          >
            <FileDown aria-hidden="true" className="size-5" />
            {words("html")}
          </a>
          <a href={`${file}?as=json`} download className={buttonClass({ wide: "phone" })}>
            {words("json")}
          </a>
        </div>
      </Card>
    );
  if (request.kind === "erasure")
    return (
      <div>
        <LinkButton look="primary" href={`/t/${slug}/privacy/customers/${request.customer.id}#erasing`}>
          {words("toErase")}
        </LinkButton>
      </div>
    );
  return (
    <Notice actions={<LinkButton href={customer}>{words("toCustomer")}</LinkButton>}>
      {words(request.kind === "suspension" ? "suspendHow" : "correctHow")}
    </Notice>
  );
}
