import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { z } from "zod";
import { PageHeader } from "@/components/shell/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Card, SectionHeading } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { TextLink } from "@/components/ui/text-link";
import { type MessagePage, messagePage } from "@/lib/messages/message-page";
import type { MessageState } from "@/lib/messages/schema";
import { formatWhen } from "@/lib/platform/formats/korean-time";
import { Refusal } from "@/lib/platform/refusal";
import { may } from "@/lib/tenants/permissions";
import { type StaffScope, staffPage } from "@/lib/web/staff";
import { explanation } from "../explanation";
import { StateTag } from "../message-tags";
import { MessageActs } from "./message-acts";
import { MessageFacts } from "./message-facts";
import { MessageHistory } from "./message-history";
import { MessageLinks } from "./message-links";

interface Props {
  params: Promise<{ tenant: string; message: string }>;
}

const found = cache(async (slug: string, id: string) => {
  const staff = await staffPage(slug, "messages.read");
  if (!z.uuid().safeParse(id).success) notFound();
  const message = await messagePage(staff, id).catch((error: unknown) => {
    if (error instanceof Refusal && error.kind === "not_found") notFound();
    throw error;
  });
  return { staff, message };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { tenant, message: id } = await params;
  const { message } = await found(tenant, id);
  return { title: titleOf(message) ?? (await getTranslations("messages"))("list.untitled") };
}

const noticeTones: Partial<Record<MessageState, "good" | "warn" | "bad">> = {
  delivered: "good",
  held: "warn",
  unclear: "warn",
  blocked: "bad",
  failed: "bad",
  undelivered: "bad",
};

const titleOf = ({ followUp, template }: MessagePage) => (followUp ?? template)?.title;

export default async function MessageDetailPage({ params }: Props) {
  const { tenant, message: id } = await params;
  const { staff, message } = await found(tenant, id);
  const words = await getTranslations();
  const base = `/t/${staff.tenant.slug}`;
  const text = message.body ?? message.forecast?.text;
  const subject = message.body ? message.subject : message.forecast?.subject;
  return (
    <>
      <PageHeader
        trail={
          <Breadcrumb
            label={words("messages.title")}
            steps={[{ href: `${base}/messages`, words: words("messages.title") }]}
          />
        }
        title={titleOf(message) ?? words("messages.list.untitled")}
        suffix={<StateTag state={message.state} />}
        sub={
          <>
            <TextLink href={`${base}/customers/${message.customer.id}`}>{message.customer.name}</TextLink>
            {" · "}
            <TextLink href={`${base}/messages?tab=all&customer=${message.customer.id}`}>
              {words("outbox.detail.ofCustomer")}
            </TextLink>
          </>
        }
      />
      <Notice tone={noticeTones[message.state] ?? "plain"} className="mb-5">
        {await explanation(message.explained, staff, message.now)}
      </Notice>
      <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-2">
        <div className="grid grid-cols-1 gap-5">
          {text && (
            <section>
              <SectionHeading>
                {words(message.body ? "messages.detail.text" : "messages.detail.preview")}
              </SectionHeading>
              <Card>
                {subject && <p className="mb-2 font-semibold break-words">{subject}</p>}
                <p className="max-w-[46ch] break-words whitespace-pre-line">{text}</p>
                {!message.body && (
                  <p className="mt-3 text-sm text-ink-3">{words("messages.detail.previewNote")}</p>
                )}
                {message.fallbackBody && (
                  <>
                    <p className="mt-4 text-sm text-ink-3">{words("outbox.detail.fallback")}</p>
                    <p className="max-w-[46ch] break-words whitespace-pre-line">{message.fallbackBody}</p>
                  </>
                )}
              </Card>
            </section>
          )}
          <Why message={message} staff={staff} />
          {may(staff.role, "messages.write") && <MessageActs message={message} staff={staff} />}
        </div>
        <div className="grid grid-cols-1 gap-5">
          <MessageFacts message={message} staff={staff} />
          <MessageLinks message={message} staff={staff} />
          <MessageHistory message={message} staff={staff} />
        </div>
      </div>
    </>
  );
}

/** Why this person gets it, in sentences: the rule and its version, the condition, the gate. */
async function Why({ message, staff }: { message: MessagePage; staff: StaffScope }) {
  const words = await getTranslations("messages.detail");
  const more = await getTranslations("outbox.detail");
  const { zone } = staff.tenant;
  const when = formatWhen(message.plannedAt, zone, staff.locale);
  const { followUp, template, submittedAt } = message;
  const link = (id: string) => `/t/${staff.tenant.slug}/messages/${id}`;
  return (
    <section>
      <SectionHeading>{words("why")}</SectionHeading>
      <Card className="grid gap-1.5">
        <p>
          {followUp
            ? words("whyFollowUp", { title: followUp.title, number: followUp.number, when })
            : words("whyOther", { when })}
          {followUp && may(staff.role, "follow_ups.write") && (
            <>
              {" "}
              <TextLink href={`/t/${staff.tenant.slug}/follow-ups/${followUp.key}`}>
                {more("openRule")}
              </TextLink>
            </>
          )}
        </p>
        {template && (
          <p>
            {more("template", { title: template.title, number: template.number })}
            {may(staff.role, "messages.write") && (
              <>
                {" "}
                <TextLink href={`/t/${staff.tenant.slug}/messages/templates/${template.key}`}>
                  {more("openTemplate")}
                </TextLink>
              </>
            )}
          </p>
        )}
        {message.hasCondition && <p>{words("whyCondition")}</p>}
        <p>
          {submittedAt
            ? words("whyPassed", { when: formatWhen(submittedAt, zone, staff.locale) })
            : words("whyGate")}
        </p>
        {message.resendOfId && (
          <p>
            {words("firstArrivedNote")} <TextLink href={link(message.resendOfId)}>{words("first")}</TextLink>
          </p>
        )}
        {message.resentAsId && (
          <p>
            <TextLink href={link(message.resentAsId)}>{words("again")}</TextLink>
          </p>
        )}
      </Card>
    </section>
  );
}
