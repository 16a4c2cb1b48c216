import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/shell/client-messages";
import { PageHeader } from "@/components/shell/page-header";
import { TextLink } from "@/components/ui/text-link";
import { type TemplateEditorData, templateEditor } from "@/lib/follow-ups/template-desk";
import { Refusal } from "@/lib/platform/refusal";
import { staffPage } from "@/lib/web/staff";
import { UsedBy } from "../used-by";
import { publishWords } from "./actions";
import { earlierVersions } from "./earlier-versions";
import { KakaoTemplates } from "./kakao-templates";
import { PictureForm } from "./picture-form";
import { TemplateEditor } from "./template-editor";

interface Props {
  params: Promise<{ tenant: string; key: string }>;
  searchParams: Promise<{ picture?: string | string[] }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("templates"))("title") };
}

export default async function TemplatePage({ params, searchParams }: Props) {
  const { tenant, key } = await params;
  const staff = await staffPage(tenant, "messages.write");
  const { versions, ...data } = await templateEditor(staff, key).catch(orNotFound);
  const words = await getTranslations("templates");
  const { picture } = await searchParams;
  const base = `/t/${tenant}/messages/templates`;
  return (
    <ClientMessages namespaces={["templates", "followUps", "gate", "messages", "texting"]}>
      <PageHeader
        title={data.template.title}
        sub={<UsedBy usedBy={data.usedBy} slug={tenant} />}
        trail={<TextLink href={base}>{words("editor.back")}</TextLink>}
      />
      <TemplateEditor
        slug={tenant}
        data={data}
        versions={earlierVersions(versions, staff)}
        publish={publishWords}
      />
      <div className="mt-10 grid max-w-2xl gap-10">
        {data.template.body.channel === "sms" && (
          <PictureForm
            base={`${base}/${key}`}
            imageFileId={data.template.body.imageFileId}
            outcome={typeof picture === "string" ? picture : undefined}
          />
        )}
        {data.template.body.channel === "alimtalk" && <KakaoTemplates slug={tenant} kakao={data.kakao} />}
      </div>
    </ClientMessages>
  );
}

function orNotFound(error: unknown): TemplateEditorData {
  if (error instanceof Refusal && error.kind === "not_found") notFound();
  throw error;
}
