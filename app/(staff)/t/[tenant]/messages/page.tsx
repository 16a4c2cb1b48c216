import { CalendarDays, MessagesSquare } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkTabs } from "@/components/ui/link-tabs";
import { Pagination } from "@/components/ui/pagination";
import { TextLink } from "@/components/ui/text-link";
import { outboxOptions } from "@/lib/messages/outbox/filter-options";
import { mostCounted, outbox } from "@/lib/messages/outbox/outbox";
import { isNarrowed, readOutboxQuery, withoutFilter, writeOutboxQuery } from "@/lib/messages/outbox/query";
import { shownTabs } from "@/lib/messages/outbox/tabs";
import { openOf } from "@/lib/messages/taking-back";
import { may } from "@/lib/tenants/permissions";
import { staffPage } from "@/lib/web/staff";
import { MessageTable } from "./message-table";
import { OutboxChips } from "./outbox-chips";
import { OutboxFilters } from "./outbox-filters";

type Asked = Record<string, string | string[] | undefined>;
interface Props {
  params: Promise<{ tenant: string }>;
  searchParams: Promise<Asked>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("messages"))("title") };
}

const one = (given: string | string[] | undefined) => (Array.isArray(given) ? given[0] : given);

/** Every message, by what an owner asks of it: what is coming, what waits, what went, what did not, what wants a look. */
export default async function MessagesPage({ params, searchParams }: Props) {
  const staff = await staffPage((await params).tenant, "messages.read");
  const words = await getTranslations("outbox");
  const texts = await getTranslations("messages");
  const asked = await searchParams;
  const query = readOutboxQuery(asked);
  const [{ lines, counts, previous, next, now }, options] = [
    await outbox(staff, query, { after: one(asked["after"]), before: one(asked["before"]) }),
    await outboxOptions(staff, query),
  ];
  const base = `/t/${staff.tenant.slug}/messages`;
  const counted = (count: number) =>
    count > mostCounted ? `${mostCounted.toLocaleString("en-US")}+` : count;
  const tabs = shownTabs.includes(query.tab) ? shownTabs : [...shownTabs, query.tab];
  const open = openOf(query).length > 0 && (counts.coming ?? 0) + (counts.waiting ?? 0) > 0;
  const empty = isNarrowed(query) ? "narrowed" : query.tab;
  return (
    <>
      <PageHeader
        title={words("title")}
        sub={words("sub")}
        actions={
          <>
            <LinkButton
              href={`${base}/calendar`}
              icon={<CalendarDays aria-hidden="true" className="size-5" />}
            >
              {words("calendar.title")}
            </LinkButton>
            <LinkButton href={`${base}/templates`}>{texts("texts")}</LinkButton>
          </>
        }
      />
      <LinkTabs
        label={words("tabs.label")}
        tabs={tabs.map((tab) => ({
          id: tab,
          href: `${base}${writeOutboxQuery(tab === query.tab ? query : { ...withoutFilter(query, "state"), tab })}`,
          label: words(`tabs.${tab}`),
          count: counted(counts[tab] ?? 0),
          current: tab === query.tab,
        }))}
      />
      <div className="mt-4 grid gap-3">
        <OutboxFilters query={query} options={options} staff={staff} />
        <OutboxChips query={query} options={options} staff={staff} />
      </div>
      <div className="mt-4">
        {lines.length === 0 ? (
          <EmptyState title={words(`empty.${empty}.title`)} icon={<MessagesSquare className="size-5" />}>
            {words(`empty.${empty}.body`)}
          </EmptyState>
        ) : (
          <MessageTable lines={lines} staff={staff} now={now} />
        )}
      </div>
      <Pagination
        label={words("pages.label")}
        previous={{
          words: words("pages.previous"),
          ...(previous && { href: `${base}${writeOutboxQuery(query, { before: previous })}` }),
        }}
        next={{
          words: words("pages.next"),
          ...(next && { href: `${base}${writeOutboxQuery(query, { after: next })}` }),
        }}
      />
      {open && may(staff.role, "messages.write") && (
        <p className="mt-6 border-t border-line pt-2">
          <TextLink
            href={`${base}/cancel${writeOutboxQuery(query)}`}
            className="inline-flex min-h-11 items-center"
          >
            {words("acts.cancelThese")}
          </TextLink>
        </p>
      )}
    </>
  );
}
