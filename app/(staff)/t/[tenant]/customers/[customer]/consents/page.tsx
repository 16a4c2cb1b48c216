import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/shell/client-messages";
import { Columns } from "@/components/shell/columns";
import { PageHeader } from "@/components/shell/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Disclosure } from "@/components/ui/disclosure";
import { consentText } from "@/lib/customers/consent-texts";
import { guardianOf } from "@/lib/customers/guardians";
import { businessNameOf, ledgerOf } from "@/lib/customers/ledger/ledger";
import { withdrawable } from "@/lib/customers/ledger/schema";
import { filesOf } from "@/lib/customers/record/files";
import { inTransaction } from "@/lib/platform/tenancy";
import { localDate } from "@/lib/platform/zoned-time";
import { may } from "@/lib/tenants/permissions";
import { customerOrNotFound } from "../customer-or-not-found";
import { GuardianNotice } from "../guardian-notice";
import { GuardianPaperForm } from "./guardian-paper-form";
import { Lines } from "./lines";
import { Notices } from "./notices";
import { Now } from "./now";
import { PaperForm } from "./paper-form";
import { WithdrawalForm } from "./withdrawal-form";

interface Props {
  params: Promise<{ tenant: string; customer: string }>;
  searchParams: Promise<{ before?: string | string[] }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { tenant, customer: id } = await params;
  const { customer } = await customerOrNotFound(tenant, id);
  return { title: (await getTranslations("consents"))("title", { name: customer.name }) };
}

/** What a person ever agreed to and declined, what holds now and why, and the notices about it. */
export default async function ConsentsPage({ params, searchParams }: Props) {
  const { tenant, customer: id } = await params;
  const { staff, customer } = await customerOrNotFound(tenant, id);
  const asked = (await searchParams).before;
  const before = typeof asked === "string" ? asked : undefined;
  const ledger = await ledgerOf(staff, customer.id, { before });
  const [words, own] = [await getTranslations("customers"), await getTranslations("consents")];
  const base = `/t/${staff.tenant.slug}/customers`;
  return (
    <>
      <PageHeader
        trail={
          <Breadcrumb
            label={words("trail")}
            steps={[
              { href: base, words: words("title") },
              { href: `${base}/${customer.id}`, words: customer.name },
            ]}
          />
        }
        title={own("title", { name: customer.name })}
        sub={own("sub")}
      />
      <Columns
        aside={<Notices staff={staff} notices={ledger.notices} reconfirmBefore={customer.reconfirmBefore} />}
      >
        <div className="mb-8 grid gap-3">
          <GuardianNotice staff={staff} customerId={customer.id} />
          <Now staff={staff} standing={ledger.now} />
        </div>
        {may(staff.role, "customers.write") && !customer.erased && (
          <Recording slug={staff.tenant.slug} customerId={customer.id} staff={staff} />
        )}
        <Lines
          staff={staff}
          customerId={customer.id}
          lines={ledger.lines}
          older={ledger.older}
          paged={before !== undefined}
        />
      </Columns>
    </>
  );
}

type Staff = Awaited<ReturnType<typeof customerOrNotFound>>["staff"];

/** What a member may write down for somebody: a refusal they heard, and a consent that a paper shows. */
async function Recording({ slug, customerId, staff }: { slug: string; customerId: string; staff: Staff }) {
  const words = await getTranslations("consents");
  const files = await inTransaction(staff, async (tx) => ({
    today: localDate(tx.now, staff.tenant.zone),
    listed: (await filesOf(tx, customerId)).filter(({ removedAt }) => removedAt === null),
    guardian: await guardianOf(tx, customerId),
  }));
  const choices = files.listed.map(({ id, name }) => ({ value: id, label: name }));
  const { guardian } = files;
  const businessName = await inTransaction(staff, businessNameOf);
  return (
    <ClientMessages namespaces={["consents"]}>
      <div className="mb-8">
        <Disclosure summary={words("withdraw.title")}>
          <WithdrawalForm slug={slug} customerId={customerId} />
        </Disclosure>
        <Disclosure summary={words("paper.title")}>
          <PaperForm
            slug={slug}
            customerId={customerId}
            today={files.today}
            files={choices}
            printed={withdrawable.map((purpose) => {
              const { title, body } = consentText(purpose, staff.locale, { businessName });
              return { purpose, title, body };
            })}
          />
        </Disclosure>
        {guardian && (
          <Disclosure summary={words("guardian.paper.title")}>
            <GuardianPaperForm
              slug={slug}
              customerId={customerId}
              guardianName={guardian.guardianName ?? ""}
              files={choices}
            />
          </Disclosure>
        )}
      </div>
    </ClientMessages>
  );
}
