import { Users } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/shell/client-messages";
import { PageHeader } from "@/components/shell/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { EmptyState } from "@/components/ui/empty-state";
import { Pagination } from "@/components/ui/pagination";
import { suggestedPairs } from "@/lib/customers/duplicates/duplicates";
import { staffPage } from "@/lib/web/staff";
import { PairRows } from "./pair-rows";
import { ToldApartRows } from "./told-apart-rows";

interface Props {
  params: Promise<{ tenant: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("merging"))("title") };
}

/** Who may be in the list twice, the likeliest first. */
export default async function DuplicatesPage({ params, searchParams }: Props) {
  const staff = await staffPage((await params).tenant, "customers.write");
  const asked = await searchParams;
  const after = typeof asked["after"] === "string" ? asked["after"] : undefined;
  const { pairs, total, next } = await suggestedPairs(staff, { after });
  const words = await getTranslations();
  const base = `/t/${staff.tenant.slug}/customers`;
  const here = `${base}/duplicates`;
  return (
    <>
      <PageHeader
        trail={
          <Breadcrumb
            label={words("customers.trail")}
            steps={[{ href: base, words: words("customers.title") }]}
          />
        }
        title={words("merging.title")}
        sub={`${words("merging.count", { count: total })}. ${words("merging.sub")}`}
      />
      <ClientMessages namespaces={["merging"]}>
        <div className="grid max-w-3xl gap-10">
          {pairs.length === 0 ? (
            <EmptyState title={words("merging.emptyTitle")} icon={<Users className="size-5" />}>
              {words("merging.emptyBody")}
            </EmptyState>
          ) : (
            <div>
              <PairRows staff={staff} pairs={pairs} />
              <Pagination
                label={words("merging.pages")}
                previous={{ words: words("merging.backToFirst"), ...(after ? { href: here } : {}) }}
                next={{ words: words("merging.next"), ...(next ? { href: `${here}?after=${next}` } : {}) }}
              />
            </div>
          )}
          <ToldApartRows staff={staff} />
        </div>
      </ClientMessages>
    </>
  );
}
