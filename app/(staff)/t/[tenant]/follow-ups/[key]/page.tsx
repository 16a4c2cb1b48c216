import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { clockWords } from "@/components/follow-up/clock-words";
import { whenWords, whoWords } from "@/components/follow-up/words";
import { ClientMessages } from "@/components/shell/client-messages";
import { PageHeader } from "@/components/shell/page-header";
import { TextLink } from "@/components/ui/text-link";
import { type FollowUpEditor, followUpEditor } from "@/lib/follow-ups/desk";
import { formatShort } from "@/lib/platform/formats/korean-time";
import { Refusal } from "@/lib/platform/refusal";
import { staffPage } from "@/lib/web/staff";
import { TextEditor } from "./text-editor";

interface Props {
  params: Promise<{ tenant: string; key: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations("followUps.list");
  return { title: words("title") };
}

export default async function FollowUpPage({ params }: Props) {
  const { tenant, key } = await params;
  const staff = await staffPage(tenant, "follow_ups.write");
  const editor = await followUpEditor(staff, key).catch(orNotFound);
  const words = await getTranslations("followUps");
  const { body, messageClass, template } = editor;
  const when = whenWords(words, body, (time) => clockWords(time, staff.locale));
  return (
    <ClientMessages namespaces={["followUps", "gate"]}>
      <PageHeader
        title={editor.title}
        sub={words("editor.sub", { when, who: whoWords(words, body, messageClass) })}
        trail={<TextLink href={`/t/${tenant}/follow-ups`}>{words("editor.back")}</TextLink>}
      />
      <TextEditor
        slug={tenant}
        followUp={{ key, rowVersion: editor.rowVersion, wait: body.steps[0]?.wait }}
        template={{
          rowVersion: template.rowVersion,
          texts: template.body.texts,
          messageClass,
          lowered: template.body.lowered ?? null,
        }}
        senderName={editor.senderName}
        people={editor.people}
        ownVariables={editor.ownVariables}
        sample={editor.sample}
        versions={editor.versions.map((version) => ({
          number: version.number,
          texts: version.texts,
          by: version.publishedBy,
          when: formatShort(version.publishedAt, staff.tenant.zone, staff.locale),
        }))}
      />
    </ClientMessages>
  );
}

function orNotFound(error: unknown): FollowUpEditor {
  if (error instanceof Refusal && error.kind === "not_found") notFound();
  throw error;
}
