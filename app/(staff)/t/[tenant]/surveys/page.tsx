import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/shell/page-header";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { TextLink } from "@/components/ui/text-link";
import { type SurveyLine, surveyList } from "@/lib/surveys/results";
import { ownCoursesOnly } from "@/lib/tenants/permissions";
import { staffPage } from "@/lib/web/staff";

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations("surveys.list");
  return { title: words("title") };
}

export default async function SurveysPage({ params }: { params: Promise<{ tenant: string }> }) {
  const { tenant } = await params;
  const staff = await staffPage(tenant, "surveys.read");
  const lines = await surveyList(staff, { instructorId: ownCoursesOnly(staff) });
  const words = await getTranslations("surveys.list");
  const figure = (value: number | null) => value ?? words("noFigure");
  return (
    <>
      <PageHeader title={words("title")} sub={words("sub")} />
      <DataTable<SurveyLine>
        caption={words("caption")}
        rows={lines}
        keyOf={({ key }) => key}
        empty={<EmptyState title={words("emptyTitle")}>{words("empty")}</EmptyState>}
        columns={[
          {
            key: "title",
            header: words("survey"),
            primary: true,
            cell: ({ key, title }) => <TextLink href={`/t/${tenant}/surveys/${key}`}>{title}</TextLink>,
          },
          {
            key: "answers",
            header: words("answers"),
            align: "end",
            cell: ({ submitted, begun }) => (
              <>
                {words("answersOf", { submitted })}
                {begun > submitted && (
                  <span className="block text-sm text-ink-3">
                    {words("begun", { count: begun - submitted })}
                  </span>
                )}
              </>
            ),
          },
          { key: "average", header: words("average"), align: "end", cell: (line) => figure(line.average) },
          {
            key: "recommend",
            header: words("recommend"),
            align: "end",
            cell: (line) => figure(line.recommend),
          },
        ]}
      />
      <p className="mt-4 max-w-[70ch] text-sm text-ink-3">{words("recommendHint")}</p>
    </>
  );
}
