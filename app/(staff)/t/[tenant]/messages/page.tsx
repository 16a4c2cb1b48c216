import { MessagesSquare } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkTabs } from "@/components/ui/link-tabs";
import { Pagination } from "@/components/ui/pagination";
import { type OutboxTab, outbox, outboxTabs } from "@/lib/messages/message-list";
import { staffPage } from "@/lib/web/staff";
import { MessageTable } from "./message-table";

interface Props {
  params: Promise<{ tenant: string }>;
  searchParams: Promise<{ tab?: string | string[]; page?: string | string[] }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("messages"))("title") };
}

const tabs = Object.keys(outboxTabs) as OutboxTab[];
const lastPage = 2000;

export default async function MessagesPage({ params, searchParams }: Props) {
  const staff = await staffPage((await params).tenant, "messages.read");
  const words = await getTranslations("messages");
  const asked = await searchParams;
  const tab = tabs.find((one) => one === asked.tab) ?? "coming";
  const page = Math.min(lastPage, Math.max(1, Math.floor(Number(asked.page)) || 1));
  const { lines, counts, pageSize, now } = await outbox(staff, tab, page);
  const base = `/t/${staff.tenant.slug}/messages`;
  const address = (to: OutboxTab, number = 1) => {
    const query = new URLSearchParams({
      ...(to === "coming" ? {} : { tab: to }),
      ...(number === 1 ? {} : { page: String(number) }),
    });
    return query.size > 0 ? `${base}?${query}` : base;
  };
  return (
    <>
      <PageHeader
        title={words("title")}
        sub={words("sub")}
        actions={<LinkButton href={`${base}/templates`}>{words("texts")}</LinkButton>}
      />
      <LinkTabs
        label={words("tabs.label")}
        tabs={tabs.map((one) => ({
          href: address(one),
          label: words(`tabs.${one}`),
          count: counts[one],
          current: one === tab,
        }))}
      />
      <div className="mt-5">
        {lines.length === 0 ? (
          <EmptyState title={words(`empty.${tab}.title`)} icon={<MessagesSquare className="size-5" />}>
            {words(`empty.${tab}.body`)}
          </EmptyState>
        ) : (
          <MessageTable lines={lines} staff={staff} now={now} />
        )}
      </div>
      <Pagination
        label={words("pages.label")}
        where={words("pages.where", {
          from: (page - 1) * pageSize + 1,
          to: (page - 1) * pageSize + lines.length,
        })}
        previous={{ words: words("pages.previous"), ...(page > 1 && { href: address(tab, page - 1) }) }}
        next={{
          words: words("pages.next"),
          ...(page * pageSize < counts[tab] && { href: address(tab, page + 1) }),
        }}
      />
    </>
  );
}
