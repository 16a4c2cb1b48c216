import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { clockWords } from "@/components/follow-up/clock-words";
import { whenWords, whoWords } from "@/components/follow-up/words";
import { ClientMessages } from "@/components/shell/client-messages";
import { PageHeader } from "@/components/shell/page-header";
import { TextLink } from "@/components/ui/text-link";
import { type FollowUpEditor, followUpEditor } from "@/lib/follow-ups/desk";
import { templateEditor } from "@/lib/follow-ups/template-desk";
import { Refusal } from "@/lib/platform/refusal";
import { staffPage } from "@/lib/web/staff";
import { earlierVersions } from "../../messages/templates/[key]/earlier-versions";
import { TemplateEditor } from "../../messages/templates/[key]/template-editor";
import { publishFollowUp } from "./actions";

interface Props {
  params: Promise<{ tenant: string; key: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations("followUps.list");
  return { title: words("title") };
}

/** The time of an automatic text, with the one editor of its words. */
export default async function FollowUpPage({ params }: Props) {
  const { tenant, key } = await params;
  const staff = await staffPage(tenant, "follow_ups.write");
  const editor = await followUpEditor(staff, key).catch(orNotFound);
  const { versions, ...data } = await templateEditor(staff, editor.template);
  const words = await getTranslations("followUps");
  const when = whenWords(words, editor.body, (time) => clockWords(time, staff.locale));
  const who = whoWords(words, editor.body, editor.messageClass);
  return (
    <ClientMessages namespaces={["templates", "followUps", "gate", "messages", "texting"]}>
      <PageHeader
        title={editor.title}
        sub={words("editor.sub", { when, who })}
        trail={<TextLink href={`/t/${tenant}/follow-ups`}>{words("editor.back")}</TextLink>}
      />
      <TemplateEditor
        slug={tenant}
        data={data}
        versions={earlierVersions(versions, staff)}
        publish={publishFollowUp}
        followUp={{ key, rowVersion: editor.rowVersion, wait: editor.body.steps[0]?.wait }}
      />
    </ClientMessages>
  );
}

function orNotFound(error: unknown): FollowUpEditor {
  if (error instanceof Refusal && error.kind === "not_found") notFound();
  throw error;
}
