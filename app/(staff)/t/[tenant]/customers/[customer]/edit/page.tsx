import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/shell/client-messages";
import { PageHeader } from "@/components/shell/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { membersOf } from "@/lib/tenants/members";
import { may } from "@/lib/tenants/permissions";
import { customerOrNotFound } from "../customer-or-not-found";
import { ContactSection } from "./contact-section";
import { EditForm } from "./edit-form";
import { ShopSection } from "./shop-section";

interface Props {
  params: Promise<{ tenant: string; customer: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { tenant, customer: id } = await params;
  const { customer } = await customerOrNotFound(tenant, id);
  return { title: (await getTranslations("customers.page"))("editTitle", { name: customer.name }) };
}

export default async function EditCustomerPage({ params }: Props) {
  const { tenant, customer: id } = await params;
  const { staff, customer } = await customerOrNotFound(tenant, id);
  if (!may(staff.role, "customers.write")) notFound();
  const words = await getTranslations("customers");
  const { slug } = staff.tenant;
  const base = `/t/${slug}/customers`;
  const { record } = customer;
  const members = (await membersOf(staff)).map(({ membershipId, name }) => ({
    value: membershipId,
    label: name,
  }));
  const { assignee } = record;
  if (assignee?.left)
    members.push({ value: assignee.id, label: words("page.assigneeLeft", { name: assignee.name }) });
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
        title={words("page.editTitle", { name: customer.name })}
      />
      <ClientMessages namespaces={["customers", "fields"]}>
        <div className="grid max-w-2xl gap-10">
          <EditForm
            slug={slug}
            customer={{
              id: customer.id,
              version: customer.version,
              name: customer.name,
              title: record.title ?? "",
              trade: customer.trade ?? "",
              source: customer.source ?? "",
              birthday: record.birthday ?? "",
              postcode: record.address.postcode ?? "",
              road: record.address.road ?? "",
              detail: record.address.detail ?? "",
              lot: record.address.lot ?? "",
              assigneeId: assignee?.id ?? "",
            }}
            own={record.fields.map(({ field: { id, label, kind, options }, value }) => ({
              field: { id, label, kind, options },
              value,
            }))}
            members={members}
          />
          <ContactSection
            slug={slug}
            customerId={customer.id}
            points={record.points.map(({ id, version, channel, address, label, primary }) => ({
              id,
              version,
              channel,
              address,
              label,
              primary,
            }))}
          />
          <ShopSection slug={slug} customerId={customer.id} shops={record.shops} />
        </div>
      </ClientMessages>
    </>
  );
}
