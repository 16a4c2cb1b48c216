import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/shell/client-messages";
import { OperatorFrame } from "@/components/shell/operator-frame";
import { PageHeader } from "@/components/shell/page-header";
import { Card } from "@/components/ui/card";
import { type Column, DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Row, RowList } from "@/components/ui/row-list";
import { Tag } from "@/components/ui/tag";
import { TextLink } from "@/components/ui/text-link";
import {
  operatorLog,
  platformPause,
  type TenantStanding,
  tenantStanding,
} from "@/lib/messages/limits/switches";
import { formatDate, formatShort } from "@/lib/platform/formats/korean-time";
import type { Locale } from "@/lib/platform/tenancy";
import { type TenantCounts, tenantsForOperator } from "@/lib/tenants/tenants";
import { signedIn } from "@/lib/web/session";
import { SignOutButton } from "../../(account)/sign-out-button";
import { PlatformForm, StandingForm } from "./operator-forms";

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations("operator");
  return { title: words("title") };
}

/** Every tenant with its counts, and the switches of the installation. Whoever is no operator finds nothing here. */
export default async function OperatorPage({ searchParams }: { searchParams: Promise<{ tenant?: string }> }) {
  const account = await signedIn();
  if (!account) redirect("/signin?next=/operator");
  if (!account.isOperator) notFound();
  const [words, locale, tenants] = await Promise.all([
    getTranslations("operator"),
    getLocale(),
    tenantsForOperator(),
  ]);
  const { tenant: asked } = await searchParams;
  const standing = asked ? await tenantStanding(asked) : null;
  return (
    <OperatorFrame account={<SignOutButton />}>
      <PageHeader title={words("title")} sub={words("sub", { count: tenants.length })} />
      {standing && <Standing standing={standing} />}
      <Card>
        <DataTable
          caption={words("title")}
          columns={columnsIn(words, locale)}
          rows={tenants}
          keyOf={(tenant) => tenant.slug}
          empty={<EmptyState title={words("none")} />}
        />
      </Card>
      <Platform locale={locale} />
    </OperatorFrame>
  );
}

/** What can be done with one tenant as it stands. */
async function Standing({ standing }: { standing: TenantStanding }) {
  const words = await getTranslations("operator");
  const { slug, name, status, released } = standing;
  const suspended = status !== "active";
  const acts = suspended ? ([released ? "hold" : "release", "restore"] as const) : (["suspend"] as const);
  return (
    <Card as="section" aria-labelledby="standing" className="mb-6">
      <h2 id="standing" className="text-lg font-bold">
        {name} <span className="font-normal text-ink-3">/{slug}</span>{" "}
        <Tag tone={suspended ? "warn" : "good"}>
          {words(suspended ? (released ? "tenant.released" : "tenant.suspended") : "tenant.active")}
        </Tag>
      </h2>
      <ClientMessages namespaces={["operator"]}>
        <div className="mt-3 grid gap-6">
          {acts.map((act) => (
            <StandingForm key={act} slug={slug} act={act} />
          ))}
        </div>
      </ClientMessages>
    </Card>
  );
}

/** The switch for everybody, and what operators did. */
async function Platform({ locale }: { locale: Locale }) {
  const words = await getTranslations("operator");
  const [paused, log] = await Promise.all([platformPause(), operatorLog()]);
  const when = (at: Date) => formatShort(at, "Asia/Seoul", locale);
  return (
    <div className="mt-6 grid gap-6">
      <Card as="section" aria-labelledby="platform">
        <h2 id="platform" className="text-lg font-bold">
          {words("platform.title")}
        </h2>
        <p className="mt-0.5 mb-4 text-[0.9375rem] text-ink-2">{words("platform.intro")}</p>
        <ClientMessages namespaces={["operator"]}>
          <PlatformForm
            paused={paused && { when: when(paused.at), name: paused.by, reason: paused.reason }}
          />
        </ClientMessages>
      </Card>
      <Card as="section" aria-labelledby="log">
        <h2 id="log" className="text-lg font-bold">
          {words("log.title")}
        </h2>
        {log.length === 0 ? (
          <p className="mt-2 text-ink-2">{words("log.none")}</p>
        ) : (
          <RowList className="mt-2">
            {log.map(({ id, occurredAt, actorName, act, subject, reason }) => (
              <Row key={id} note={`${when(occurredAt)} · ${words("log.line", { name: actorName, reason })}`}>
                {words(`log.acts.${act}`)}
                {subject && <span className="text-ink-3"> /{subject}</span>}
              </Row>
            ))}
          </RowList>
        )}
      </Card>
    </div>
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
      key: "open",
      header: words("open"),
      cell: ({ name, slug }) => (
        <TextLink href={`/operator?tenant=${slug}`} aria-label={words("openNamed", { name })}>
          {words("open")}
        </TextLink>
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
