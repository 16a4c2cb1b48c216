import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { clockWords } from "@/components/follow-up/clock-words";
import { whenWords, whoWords } from "@/components/follow-up/words";
import { ClientMessages } from "@/components/shell/client-messages";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { Card, SectionHeading } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Tag } from "@/components/ui/tag";
import { type FollowUpLine, followUpList } from "@/lib/follow-ups/desk";
import { may } from "@/lib/tenants/permissions";
import { type StaffScope, staffPage } from "@/lib/web/staff";
import { FollowUpSwitch } from "./follow-up-switch";

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations("followUps.list");
  return { title: words("title") };
}

export default async function FollowUpsPage({ params }: { params: Promise<{ tenant: string }> }) {
  const staff = await staffPage((await params).tenant, "follow_ups.read");
  const lines = await followUpList(staff);
  const words = await getTranslations("followUps.list");
  return (
    <ClientMessages namespaces={["followUps"]}>
      <PageHeader title={words("title")} sub={words("sub")} />
      {lines.length === 0 ? (
        <EmptyState title={words("emptyTitle")}>{words("empty")}</EmptyState>
      ) : (
        <div className="grid gap-8">
          <Part heading={words("path")} lines={lines.filter(({ onPath }) => onPath)} staff={staff} numbered />
          <Part heading={words("notices")} lines={lines.filter(({ onPath }) => !onPath)} staff={staff} />
          <p className="max-w-[70ch] text-sm text-ink-3">{words("offMeans")}</p>
        </div>
      )}
    </ClientMessages>
  );
}

function Part(props: { heading: string; lines: FollowUpLine[]; staff: StaffScope; numbered?: boolean }) {
  const { heading, lines, staff, numbered } = props;
  const List = numbered ? "ol" : "ul";
  return (
    <section>
      <SectionHeading>{heading}</SectionHeading>
      <List className="grid gap-3">
        {lines.map((line) => (
          <Line key={line.key} line={line} staff={staff} />
        ))}
      </List>
    </section>
  );
}

async function Line({ line, staff }: { line: FollowUpLine; staff: StaffScope }) {
  const words = await getTranslations("followUps");
  const mayChange = may(staff.role, "follow_ups.write");
  return (
    <Card
      as="li"
      className="grid grid-cols-[minmax(0,1fr)] gap-x-8 gap-y-3 lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]"
    >
      <div>
        <h3 className="flex flex-wrap items-center gap-2 text-lg font-bold">
          {line.title}
          <Tag tone={line.active ? "good" : "plain"}>{words(line.active ? "list.on" : "list.off")}</Tag>
          {line.messageClass === "advertising" && <Tag tone="warn">{words("list.advertising")}</Tag>}
        </h3>
        <p className="mt-1 text-[0.9375rem] font-medium">
          {whenWords(words, line.body, (time) => clockWords(time, staff.locale))}
        </p>
        <p className="text-[0.9375rem] text-ink-2">{whoWords(words, line.body, line.messageClass)}</p>
        <p className="mt-1 text-sm text-ink-3">{words("list.planned", { count: line.planned })}</p>
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] content-between gap-3">
        <p className="rounded-lg bg-sunken px-4 py-3 text-sm wrap-anywhere whitespace-pre-line text-ink-2">
          {line.text}
        </p>
        {mayChange && (
          <div className="flex flex-wrap items-center gap-2">
            <LinkButton
              href={`/t/${staff.tenant.slug}/follow-ups/${line.key}`}
              aria-label={words("list.editOf", { title: line.title })}
            >
              {words("list.edit")}
            </LinkButton>
            <FollowUpSwitch
              slug={staff.tenant.slug}
              followUp={line.key}
              title={line.title}
              active={line.active}
            />
          </div>
        )}
      </div>
    </Card>
  );
}
