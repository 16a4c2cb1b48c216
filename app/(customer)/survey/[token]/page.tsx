import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/shell/client-messages";
import { CustomerFrame } from "@/components/shell/narrow-frames";
import { LinkButton } from "@/components/ui/button";
import { Progress } from "@/components/ui/progress";
import { TextLink } from "@/components/ui/text-link";
import { type OpenSurvey, openSurvey } from "@/lib/surveys/surveys";
import { linkPage } from "@/lib/web/link";
import { answerQuestion } from "./actions";
import { QuestionScreen } from "./question-screen";

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations("surveys.page");
  return { title: words("title"), robots: { index: false }, referrer: "same-origin" };
}

interface Props {
  params: Promise<{ token: string }>;
  searchParams: Promise<{ q?: string | string[] }>;
}

export default async function SurveyPage({ params, searchParams }: Props) {
  const { token } = await params;
  const holder = await linkPage(token, ["survey"]);
  const survey = await openSurvey(holder, holder.link.subjectId);
  return (
    <CustomerFrame business={survey.tenant.name}>
      {survey.state === "open" ? (
        <Screen
          survey={survey}
          place={placeIn(survey, (await searchParams).q)}
          token={token}
          locale={holder.locale}
        />
      ) : (
        <Ending survey={survey} />
      )}
    </CustomerFrame>
  );
}

/** ?q=2 is the second question; without it, the first that has no answer yet. */
function placeIn({ questions, answers }: OpenSurvey, asked: string | string[] | undefined): number {
  const place = Number(asked) - 1;
  if (Number.isInteger(place) && place >= 0 && place < questions.length) return place;
  const open = questions.findIndex(({ key }) => answers[key] === undefined);
  return Math.max(0, open);
}

async function Screen(props: { survey: OpenSurvey; place: number; token: string; locale: "ko" | "en" }) {
  const { survey, place, token, locale } = props;
  const words = await getTranslations("surveys.page");
  const question = survey.questions[place];
  if (!question) return null;
  const at = place + 1;
  const total = survey.questions.length;
  return (
    <>
      <p className="mb-1 font-semibold">{survey.course.title}</p>
      {place === 0 && <p className="mb-4 text-ink-2">{words("intro")}</p>}
      <Progress words={words("progress", { at, total })} value={at} max={total} tone="accent" showWords />
      <ClientMessages namespaces={["surveys"]}>
        <QuestionScreen
          key={question.key}
          action={answerQuestion.bind(null, token)}
          question={question}
          answer={survey.answers[question.key]}
          locale={locale}
          last={at === total}
        />
      </ClientMessages>
      {place > 0 && (
        <p className="mt-6">
          <TextLink href={`/survey/${token}?q=${place}`} className="inline-flex min-h-11 items-center">
            {words("back")}
          </TextLink>
        </p>
      )}
    </>
  );
}

/** What a person sees who is through, or too late. The next course stands here as on any page; no text invites to it. */
async function Ending({ survey }: { survey: OpenSurvey }) {
  const words = await getTranslations("surveys.page");
  const { next } = survey.course;
  const submitted = survey.state === "submitted";
  return (
    <div className="grid gap-3 pt-10">
      <h1 className="text-2xl font-bold tracking-[-0.02em]">
        {words(submitted ? "thanksTitle" : "closedTitle")}
      </h1>
      <p className="text-ink-2">{words(submitted ? "thanks" : "closed")}</p>
      {next && (
        <div className="mt-6 grid gap-3 border-t border-line pt-5">
          <p className="text-ink-2">{words("next")}</p>
          <p className="text-lg font-semibold">{next.title}</p>
          <LinkButton
            whole
            href={`/${survey.tenant.slug}/${next.slug}`}
            wide="phone"
            className="sm:justify-self-start"
          >
            {words("nextLink")}
          </LinkButton>
        </div>
      )}
    </div>
  );
}
