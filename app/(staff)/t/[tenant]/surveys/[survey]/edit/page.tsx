import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/shell/client-messages";
import { PageHeader } from "@/components/shell/page-header";
import { Notice } from "@/components/ui/notice";
import { TextLink } from "@/components/ui/text-link";
import { Refusal } from "@/lib/platform/refusal";
import { rowsOf } from "@/lib/surveys/question-rows";
import { type Survey, surveyOf } from "@/lib/surveys/surveys";
import { staffPage } from "@/lib/web/staff";
import { SurveyForm } from "./survey-form";

interface Props {
  params: Promise<{ tenant: string; survey: string }>;
  searchParams: Promise<{ saved?: string | string[] }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations("surveys.editor");
  return { title: words("title") };
}

export default async function EditSurveyPage({ params, searchParams }: Props) {
  const { tenant, survey: key } = await params;
  const staff = await staffPage(tenant, "surveys.write");
  const survey = await surveyOf(staff, key).catch(orNotFound);
  const words = await getTranslations("surveys.editor");
  return (
    <ClientMessages namespaces={["surveys"]}>
      <PageHeader
        title={words("title")}
        sub={words("sub")}
        trail={<TextLink href={`/t/${tenant}/surveys/${key}`}>{survey.title}</TextLink>}
      />
      <div className="max-w-2xl">
        {(await searchParams).saved !== undefined && (
          <Notice tone="good" announce className="mb-6">
            {words("published")}
          </Notice>
        )}
        <SurveyForm
          key={survey.rowVersion}
          slug={tenant}
          survey={{ key, title: survey.title, rowVersion: survey.rowVersion }}
          rows={rowsOf(survey.body.questions)}
        />
      </div>
    </ClientMessages>
  );
}

function orNotFound(error: unknown): Survey {
  if (error instanceof Refusal && error.kind === "not_found") notFound();
  throw error;
}
