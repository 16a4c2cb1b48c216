import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/shell/page-header";
import { AnswerSpread } from "@/components/survey/answer-spread";
import { Button, LinkButton } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Row, RowList } from "@/components/ui/row-list";
import { SelectField } from "@/components/ui/select-field";
import { TextLink } from "@/components/ui/text-link";
import { wordsIn } from "@/lib/definitions/questions";
import { formatDate, formatShort } from "@/lib/platform/formats/korean-time";
import { Refusal } from "@/lib/platform/refusal";
import { type QuestionResult, type SurveyResults, surveyResults } from "@/lib/surveys/results";
import { may, ownCoursesOnly } from "@/lib/tenants/permissions";
import { type StaffScope, staffPage } from "@/lib/web/staff";

interface Props {
  params: Promise<{ tenant: string; survey: string }>;
  searchParams: Promise<{ run?: string | string[] }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations("surveys.list");
  return { title: words("title") };
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export default async function SurveyResultsPage({ params, searchParams }: Props) {
  const { tenant, survey: key } = await params;
  const staff = await staffPage(tenant, "surveys.read");
  const { run } = await searchParams;
  const runId = typeof run === "string" && uuid.test(run) ? run : undefined;
  const reach = { runId, instructorId: ownCoursesOnly(staff) };
  const results = await surveyResults(staff, key, reach).catch(orNotFound);
  const words = await getTranslations("surveys");
  return (
    <>
      <PageHeader
        title={results.survey.title}
        sub={words("results.submitted", { count: results.submitted })}
        trail={<TextLink href={`/t/${tenant}/surveys`}>{words("list.title")}</TextLink>}
        actions={
          may(staff.role, "surveys.write") && (
            <LinkButton href={`/t/${tenant}/surveys/${key}/edit`}>{words("results.edit")}</LinkButton>
          )
        }
      />
      {results.runs.length > 1 && <RunChoice results={results} runId={runId} staff={staff} />}
      {results.begun === 0 ? (
        <EmptyState title={words("results.emptyTitle")}>{words("results.empty")}</EmptyState>
      ) : (
        <div className="grid gap-4">
          {results.questions.map((result) => (
            <Result key={result.question.key} result={result} staff={staff} />
          ))}
        </div>
      )}
    </>
  );
}

async function RunChoice(props: { results: SurveyResults; runId: string | undefined; staff: StaffScope }) {
  const { results, runId, staff } = props;
  const words = await getTranslations("surveys.results");
  const choices = results.runs.map(({ id, title, label, startsAt, zone }) => ({
    value: id,
    label: [title, label, startsAt && formatDate(startsAt, zone ?? staff.tenant.zone, staff.locale)]
      .filter(Boolean)
      .join(" · "),
  }));
  return (
    <form className="mb-6 flex flex-wrap items-end gap-2">
      <SelectField
        label={words("run")}
        name="run"
        emptyWords={words("all")}
        choices={choices}
        defaultValue={runId ?? ""}
        className="min-w-64 flex-1 sm:max-w-md"
      />
      <Button type="submit">{words("show")}</Button>
    </form>
  );
}

async function Result({ result, staff }: { result: QuestionResult; staff: StaffScope }) {
  const words = await getTranslations("surveys.results");
  const { question, answered, average, recommend, spread, texts } = result;
  const title = wordsIn(question.label, staff.locale);
  const labelled =
    question.type === "yes_no" ? spread.map((one) => ({ ...one, label: yesOrNo(one.value) })) : spread;
  function yesOrNo(value: string) {
    return value === "true" ? words("yes") : value === "false" ? words("no") : value;
  }
  return (
    <Card as="section" aria-labelledby={question.key}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 id={question.key} className="text-lg font-bold">
          {title}
        </h2>
        <p className="text-[0.9375rem] font-semibold tabular-nums">
          {average !== null && words("average", { value: average })}
          {recommend !== null && words("recommend", { value: recommend })}
        </p>
      </div>
      <p className="mb-3 text-sm text-ink-3">{words("answered", { count: answered })}</p>
      {answered > 0 && labelled.length > 0 && (
        <AnswerSpread caption={words("table", { question: title })} rows={labelled} total={answered} />
      )}
      {texts.length > 0 && (
        <RowList>
          {texts.map(({ text, customer, at }) => (
            <Row
              key={`${customer.id}${at.toISOString()}`}
              note={
                <>
                  {may(staff.role, "customers.read") ? (
                    <TextLink quiet href={`/t/${staff.tenant.slug}/customers/${customer.id}`}>
                      {customer.name}
                    </TextLink>
                  ) : (
                    customer.name
                  )}
                  {" · "}
                  {formatShort(at, staff.tenant.zone, staff.locale)}
                </>
              }
            >
              <span className="whitespace-pre-line">{text}</span>
            </Row>
          ))}
        </RowList>
      )}
    </Card>
  );
}

function orNotFound(error: unknown): never {
  if (error instanceof Refusal && error.kind === "not_found") notFound();
  throw error;
}
