import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { orNotFound } from "@/app/at-the-door/or-not-found";
import { ClientMessages } from "@/components/shell/client-messages";
import { PageHeader } from "@/components/shell/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { SectionHeading } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { localDate } from "@/lib/platform/zoned-time";
import { privacyOf } from "@/lib/privacy/person";
import { staffPage } from "@/lib/web/staff";
import { idOrNotFound } from "../../id-or-not-found";
import { RequestTable } from "../../request-table";
import { ErasureSection } from "./erasure-section";
import { HoldForm } from "./hold-form";
import { RegisterForm } from "./register-form";

interface Props {
  params: Promise<{ tenant: string; customer: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("privacy"))("title") };
}

/** One customer's wishes about their data: to note one, to hold everything, to erase everything. */
export default async function CustomerPrivacyPage({ params }: Props) {
  const { tenant, customer: id } = await params;
  const staff = await staffPage(tenant, "privacy.write");
  const person = await orNotFound(() => privacyOf(staff, idOrNotFound(id)));
  const words = await getTranslations("privacy");
  const { slug, zone } = staff.tenant;
  const today = localDate(person.now, zone);
  return (
    <ClientMessages namespaces={["privacy"]}>
      <PageHeader
        trail={
          <Breadcrumb
            label={words("customer.trail")}
            steps={[{ href: `/t/${slug}/customers/${id}`, words: person.name }]}
          />
        }
        title={words("customer.title", { name: person.name })}
      />
      <div className="grid max-w-[44rem] gap-6">
        {person.erased && <Notice>{words("erasedAlready")}</Notice>}
        {person.requests.length > 0 && (
          <section aria-labelledby="so-far">
            <SectionHeading id="so-far">{words("customer.soFar")}</SectionHeading>
            <RequestTable staff={staff} requests={person.requests} today={today} />
          </section>
        )}
        {!person.erased && (
          <>
            <RegisterForm slug={slug} customerId={id} today={today} />
            <HoldForm slug={slug} customerId={id} hold={person.hold} zone={zone} locale={staff.locale} />
            {person.preview && (
              <ErasureSection
                staff={staff}
                customerId={id}
                preview={person.preview}
                held={person.hold !== null}
              />
            )}
          </>
        )}
      </div>
    </ClientMessages>
  );
}
