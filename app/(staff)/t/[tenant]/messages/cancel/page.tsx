import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/shell/client-messages";
import { PageHeader } from "@/components/shell/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { outboxOptions } from "@/lib/messages/outbox/filter-options";
import { mostCounted } from "@/lib/messages/outbox/outbox";
import { outboxFilters, readOutboxQuery, writeOutboxQuery } from "@/lib/messages/outbox/query";
import { countToTakeBack } from "@/lib/messages/taking-back";
import { staffPage } from "@/lib/web/staff";
import { bound } from "../../../../../form/bound";
import { ActForm } from "../act-form";
import { takeMessagesBack } from "../actions";
import { outboxNames } from "../outbox-names";

interface Props {
  params: Promise<{ tenant: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("outbox.cancel"))("title") };
}

/** How many messages of a view would not go, to be confirmed with why. */
export default async function CancelMessagesPage({ params, searchParams }: Props) {
  const staff = await staffPage((await params).tenant, "messages.write");
  const words = await getTranslations("outbox");
  const query = readOutboxQuery(await searchParams);
  const count = await countToTakeBack(staff, query);
  const options = await outboxOptions(staff, query);
  const names = await outboxNames(options, staff);
  const back = `/t/${staff.tenant.slug}/messages${writeOutboxQuery(query)}`;
  const narrowed = outboxFilters.flatMap((name) => {
    const value = query.filters[name];
    return value ? [words("filter.is", { name: words(`filter.${name}`), value: names(name, value) })] : [];
  });
  return (
    <>
      <PageHeader
        trail={<Breadcrumb label={words("title")} steps={[{ href: back, words: words("title") }]} />}
        title={words("cancel.title")}
        sub={[words(`tabs.${query.tab}`), ...narrowed].join(" · ")}
      />
      {count === 0 ? (
        <EmptyState title={words("cancel.none")}>{words("cancel.noneNote")}</EmptyState>
      ) : (
        <Card className="grid max-w-xl gap-4">
          <p className="text-lg font-semibold">
            {count > mostCounted
              ? words("cancel.tooMany", { count: mostCounted })
              : words("cancel.count", { count })}
          </p>
          {count <= mostCounted && (
            <>
              <p className="text-ink-2">{words("cancel.note")}</p>
              <ClientMessages namespaces={["outbox"]}>
                <ActForm
                  action={bound(takeMessagesBack, staff.tenant.slug)}
                  fields={{ query: writeOutboxQuery(query).slice(1), confirmed: String(count) }}
                  submit={words("cancel.submit", { count })}
                  asksWhy
                  danger
                />
              </ClientMessages>
            </>
          )}
        </Card>
      )}
    </>
  );
}
