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
import { formatWhen } from "@/lib/platform/formats/korean-time";
import { Refusal } from "@/lib/platform/refusal";
import { may } from "@/lib/tenants/permissions";
import { type StaffScope, staffPage } from "@/lib/web/staff";
import { StateTag } from "../message-tags";
import { reasonWords } from "../reason-words";
import { MessageFacts } from "./message-facts";
import { MessageHistory } from "./message-history";
import { TakeBackForm } from "./take-back-form";

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

const titleOf = ({ followUp, template }: MessagePage) => (followUp ?? template)?.title;

export default async function MessageDetailPage({ params }: Props) {
  const { tenant, message: id } = await params;
  const { staff, message } = await found(tenant, id);
  const words = await getTranslations();
  const base = `/t/${staff.tenant.slug}`;
  const reason = reasonWords(words, message.reason ?? message.forecast?.reason ?? null);
  const text = message.body ?? message.forecast?.text;
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
        sub={<TextLink href={`${base}/customers/${message.customer.id}`}>{message.customer.name}</TextLink>}
      />
      {reason && <Notice className="mb-5">{reason}</Notice>}
      <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-2">
        <div className="grid grid-cols-1 gap-5">
          {text && (
            <section>
              <SectionHeading>
                {words(message.body ? "messages.detail.text" : "messages.detail.preview")}
              </SectionHeading>
              <Card>
                <p className="max-w-[46ch] break-words whitespace-pre-line">{text}</p>
                {!message.body && (
                  <p className="mt-3 text-sm text-ink-3">{words("messages.detail.previewNote")}</p>
                )}
              </Card>
            </section>
          )}
          <Why message={message} staff={staff} />
          {message.mayBeTakenBack && may(staff.role, "messages.write") && (
            <TakeBackForm tenant={staff.tenant.slug} id={message.id} />
          )}
        </div>
        <div className="grid grid-cols-1 gap-5">
          <MessageFacts message={message} staff={staff} />
          <MessageHistory message={message} staff={staff} />
        </div>
      </div>
    </>
  );
}

/** Why this person gets it, in sentences: the rule and its version, the condition, the gate. */
async function Why({ message, staff }: { message: MessagePage; staff: StaffScope }) {
  const words = await getTranslations("messages.detail");
  const { zone } = staff.tenant;
  const when = formatWhen(message.plannedAt, zone, staff.locale);
  const { followUp, submittedAt } = message;
  const link = (id: string) => `/t/${staff.tenant.slug}/messages/${id}`;
  return (
    <section>
      <SectionHeading>{words("why")}</SectionHeading>
      <Card className="grid gap-1.5">
        <p>{followUp ? words("whyFollowUp", { ...followUp, when }) : words("whyOther", { when })}</p>
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
