import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { OperatorFrame } from "@/components/shell/operator-frame";
import { PageHeader } from "@/components/shell/page-header";
import { Card } from "@/components/ui/card";
import { type Column, DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Tag } from "@/components/ui/tag";
import { formatDate } from "@/lib/platform/formats/korean-time";
import type { Locale } from "@/lib/platform/tenancy";
import { type TenantCounts, tenantsForOperator } from "@/lib/tenants/tenants";
import { signedIn } from "@/lib/web/session";
import { SignOutButton } from "../../(account)/sign-out-button";

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations("operator");
  return { title: words("title") };
}

/** Every tenant with its counts, to read only. Whoever is no operator finds nothing here. */
export default async function OperatorPage() {
  const account = await signedIn();
  if (!account) redirect("/signin?next=/operator");
  if (!account.isOperator) notFound();
  const [words, locale, tenants] = await Promise.all([
    getTranslations("operator"),
    getLocale(),
    tenantsForOperator(),
  ]);
  return (
    <OperatorFrame account={<SignOutButton />}>
      <PageHeader title={words("title")} sub={words("sub", { count: tenants.length })} />
      <Card>
        <DataTable
          caption={words("title")}
          columns={columnsIn(words, locale)}
          rows={tenants}
          keyOf={(tenant) => tenant.slug}
          empty={<EmptyState title={words("none")} />}
        />
      </Card>
    </OperatorFrame>
  );
}

const counted = ["members", "customers", "courses", "enrollments", "messages"] as const;

function columnsIn(
  words: Awaited<ReturnType<typeof getTranslations<"operator">>>,
  locale: Locale,
): Column<TenantCounts>[] {
  const number = new Intl.NumberFormat(locale);
  return [
    {
      key: "name",
      header: words("name"),
      primary: true,
      cell: ({ name, slug }) => (
        <>
          {name} <span className="font-normal text-ink-3">/{slug}</span>
        </>
      ),
    },
    {
      key: "status",
      header: words("status"),
      cell: ({ status }) =>
        status === "active" ? (
          <Tag tone="good">{words("active")}</Tag>
        ) : (
          <Tag tone="warn">{words("suspended")}</Tag>
        ),
    },
    {
      key: "since",
      header: words("since"),
      // The list stands beside every tenant's zone: days are shown as the server's home counts them.
      cell: ({ createdAt }) => formatDate(createdAt, "Asia/Seoul", locale, { year: true }),
    },
    ...counted.map(
      (key): Column<TenantCounts> => ({
        key,
        header: words(key),
        align: "end",
        cell: (tenant) => number.format(tenant[key]),
      }),
    ),
  ];
}
