import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/shell/client-messages";
import { PageHeader } from "@/components/shell/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { EmptyState } from "@/components/ui/empty-state";
import { viewsOf } from "@/lib/customers/views/views";
import { staffPage } from "@/lib/web/staff";
import { ViewRows } from "./view-rows";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("customerList.views"))("title") };
}

export default async function ViewsPage({ params }: { params: Promise<{ tenant: string }> }) {
  const staff = await staffPage((await params).tenant, "customers.read");
  const [words, views] = [await getTranslations(), await viewsOf(staff)];
  const { slug } = staff.tenant;
  const own = views.filter(({ changeable }) => changeable);
  return (
    <>
      <PageHeader
        trail={
          <Breadcrumb
            label={words("customers.trail")}
            steps={[{ href: `/t/${slug}/customers`, words: words("customers.title") }]}
          />
        }
        title={words("customerList.views.title")}
        sub={words("customerList.views.sub")}
      />
      {own.length === 0 ? (
        <EmptyState title={words("customerList.views.noneTitle")}>
          {words("customerList.views.noneBody")}
        </EmptyState>
      ) : (
        <ClientMessages namespaces={["customerList"]}>
          <ViewRows slug={slug} views={own} />
        </ClientMessages>
      )}
    </>
  );
}
