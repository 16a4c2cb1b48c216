import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/shell/client-messages";
import { PageHeader } from "@/components/shell/page-header";
import { Button, LinkButton } from "@/components/ui/button";
import { Card, Kicker } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkChips } from "@/components/ui/link-tabs";
import { SelectField } from "@/components/ui/select-field";
import { Tag } from "@/components/ui/tag";
import { TextField } from "@/components/ui/text-field";
import { TextLink } from "@/components/ui/text-link";
import { moments, type WordingKind, wordingKinds } from "@/lib/follow-ups/moments";
import { type TemplateLine, templateList } from "@/lib/follow-ups/template-desk";
import { may } from "@/lib/tenants/permissions";
import { type StaffScope, staffPage } from "@/lib/web/staff";
import { AddMissing } from "./add-missing";
import { UsedBy } from "./used-by";

type Asked = Partial<Record<"kind" | "moment" | "q", string | string[]>>;

interface Props {
  params: Promise<{ tenant: string }>;
  searchParams: Promise<Asked>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("templates"))("title") };
}

export default async function TemplatesPage({ params, searchParams }: Props) {
  const staff = await staffPage((await params).tenant, "messages.read");
  const words = await getTranslations("templates");
  const asked = await searchParams;
  const kind = wordingKinds.find((one) => one === asked.kind);
  const moment = moments.find((one) => one === asked.moment);
  const search = typeof asked.q === "string" ? asked.q.slice(0, 60) : "";
  const { lines, missing } = await templateList(staff, { kind, moment, search });
  const base = `/t/${staff.tenant.slug}/messages/templates`;
  const address = (to: WordingKind | undefined) => {
    const query = new URLSearchParams({
      ...(to && { kind: to }),
      ...(moment && { moment }),
      ...(search && { q: search }),
    });
    return query.size > 0 ? `${base}?${query}` : base;
  };
  const mayWrite = may(staff.role, "messages.write");
  return (
    <ClientMessages namespaces={["templates"]}>
      <PageHeader
        title={words("title")}
        sub={words("sub")}
        trail={<TextLink href={`/t/${staff.tenant.slug}/messages`}>{words("toMessages")}</TextLink>}
      />
      {mayWrite && <AddMissing slug={staff.tenant.slug} missing={missing} />}
      <form action={base} className="mb-3 flex flex-wrap items-end gap-3">
        {kind && <input type="hidden" name="kind" value={kind} />}
        <TextField
          name="q"
          type="search"
          label={words("search")}
          placeholder={words("searchHint")}
          defaultValue={search}
          maxLength={60}
          className="min-w-0 grow basis-56 sm:max-w-72"
        />
        <SelectField
          name="moment"
          label={words("momentLabel")}
          defaultValue={moment ?? ""}
          choices={[
            { value: "", label: words("everyMoment") },
            ...moments.map((one) => ({ value: one, label: words(`moments.${one}`) })),
          ]}
          className="grow basis-40 sm:max-w-56"
        />
        <Button type="submit">{words("find")}</Button>
      </form>
      <LinkChips
        label={words("kindLabel")}
        tabs={[undefined, ...wordingKinds].map((one) => ({
          id: one ?? "every",
          href: address(one),
          label: one ? words(`kinds.${one}`) : words("allKinds"),
          current: one === kind,
        }))}
      />
      {lines.length === 0 ? (
        <div className="mt-5">
          <EmptyState title={words("emptyTitle")}>{words("empty")}</EmptyState>
        </div>
      ) : (
        <ul className="mt-5 grid gap-3 lg:grid-cols-2">
          {lines.map((line) => (
            <Line key={line.key} line={line} staff={staff} />
          ))}
        </ul>
      )}
    </ClientMessages>
  );
}

async function Line({ line, staff }: { line: TemplateLine; staff: StaffScope }) {
  const words = await getTranslations("templates");
  return (
    <Card as="li" className="grid grid-cols-[minmax(0,1fr)] content-start gap-2">
      <div>
        <Kicker tone="plain">{words(`moments.${line.moment}`)}</Kicker>
        <h2 className="flex flex-wrap items-center gap-2 font-bold">
          {line.title}
          <Tag>{words(`kinds.${line.kind}`)}</Tag>
          {line.channel !== "sms" && <Tag>{words(`channels.${line.channel}`)}</Tag>}
          {line.messageClass === "advertising" && <Tag tone="warn">{words("editor.advertising")}</Tag>}
        </h2>
      </div>
      <p className="rounded-lg bg-sunken px-4 py-3 text-sm wrap-anywhere whitespace-pre-line text-ink-2">
        {line.text}
      </p>
      <div className="mt-auto flex flex-wrap items-center justify-between gap-2">
        <p className="min-w-0 text-sm text-ink-3">
          {may(staff.role, "follow_ups.write") || line.usedBy.length === 0 ? (
            <UsedBy usedBy={line.usedBy} slug={staff.tenant.slug} />
          ) : null}
        </p>
        {may(staff.role, "messages.write") && (
          <LinkButton
            href={`/t/${staff.tenant.slug}/messages/templates/${line.key}`}
            aria-label={words("editOf", { title: line.title })}
          >
            {words("edit")}
          </LinkButton>
        )}
      </div>
    </Card>
  );
}
