import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/shell/client-messages";
import { PageHeader } from "@/components/shell/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { staffPage } from "@/lib/web/staff";
import { AddForm } from "./add-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("customers.add"))("title") };
}

export default async function NewCustomerPage({ params }: { params: Promise<{ tenant: string }> }) {
  const { tenant } = await staffPage((await params).tenant, "customers.write");
  const words = await getTranslations("customers");
  const base = `/t/${tenant.slug}/customers`;
  return (
    <>
      <PageHeader
        trail={<Breadcrumb label={words("trail")} steps={[{ href: base, words: words("title") }]} />}
        title={words("add.title")}
        sub={words("add.intro")}
      />
      <ClientMessages namespaces={["customers"]}>
        <AddForm slug={tenant.slug} />
      </ClientMessages>
    </>
  );
}
