import { type AnswerValue, type Question, wordsIn } from "@/lib/definitions/questions";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";
import { average, recommendScore, spread } from "./figures";
import type { Survey } from "./surveys";
import { surveyOf, surveysOf } from "./surveys";

/** Whose courses count: an instructor sees answers about their own only. */
export interface Reach {
  instructorId?: string | null;
  runId?: string | undefined;
}

export interface SurveyLine {
  key: string;
  title: string;
  questions: number;
  begun: number;
  submitted: number;
  average: number | null;
  recommend: number | null;
}

/** Every survey with its figures, counted over all its versions. */
export async function surveyList(tenant: TenantScope, reach: Reach = {}): Promise<SurveyLine[]> {
  return inTransaction(tenant, async (tx) => {
    const lines: SurveyLine[] = [];
    for (const survey of await surveysOf(tx)) lines.push(await lineOf(tx, survey, reach));
    return lines;
  });
}

async function lineOf(tx: Tx, survey: Survey, reach: Reach): Promise<SurveyLine> {
  const responses = await responsesOf(tx, survey, reach);
  const answers = await answersOf(tx, survey, reach);
  const values = (asked: Question | undefined) =>
    answers.filter(({ questionKey }) => questionKey === asked?.key).map(({ value }) => Number(value));
  const { questions } = survey.body;
  return {
    key: survey.key,
    title: survey.title,
    questions: questions.length,
    begun: responses.length,
    submitted: responses.filter(({ submittedAt }) => submittedAt !== null).length,
    average: average(values(questions.find((one) => one.type === "rating" && !isRecommendation(one)))),
    recommend: recommendScore(values(questions.find(isRecommendation))),
  };
}

/** A rating from 0 to 10 is the question whether one would recommend it. */
export const isRecommendation = ({ type, scale }: Question): boolean =>
  type === "rating" && scale?.from === 0 && scale.to === 10;

export interface QuestionResult {
  question: Question;
  answered: number;
  average: number | null;
  recommend: number | null;
  /** How often each possible answer was given, in the order of the form; empty for texts and numbers. */
  spread: { value: string; label: string; count: number }[];
  texts: { text: string; customer: { id: string; name: string }; at: Date }[];
}

export interface SurveyResults {
  survey: Survey;
  begun: number;
  submitted: number;
  questions: QuestionResult[];
  /** Runs that were asked about, for the choice of one. */
  runs: { id: string; title: string; label: string | null; startsAt: Date | null; zone: string | null }[];
}

/** What people answered to a survey, question by question; `runId` narrows it to one run. */
export async function surveyResults(
  tenant: TenantScope,
  key: string,
  reach: Reach = {},
): Promise<SurveyResults> {
  return inTransaction(tenant, async (tx) => {
    const survey = await surveyOf(tx, key);
    const responses = await responsesOf(tx, survey, reach);
    const answers = await answersOf(tx, survey, reach);
    const byQuestion = Map.groupBy(answers, ({ questionKey }) => questionKey);
    const runs = await tx.db.run.findMany({
      where: {
        enrollments: {
          some: { surveyResponses: { some: { definitionVersion: { definitionId: survey.definitionId } } } },
        },
        ...(reach.instructorId ? { course: { instructorId: reach.instructorId } } : {}),
      },
      include: { course: { select: { title: true } }, sessions: { orderBy: { startsAt: "asc" }, take: 1 } },
      orderBy: { createdAt: "desc" },
      take: 50,
    });
    return {
      survey,
      begun: responses.length,
      submitted: responses.filter(({ submittedAt }) => submittedAt !== null).length,
      questions: survey.body.questions.map((question) =>
        resultOf(question, byQuestion.get(question.key) ?? [], tx),
      ),
      runs: runs.map(({ id, label, course, sessions: [first] }) => ({
        id,
        label,
        title: course.title,
        startsAt: first?.startsAt ?? null,
        zone: first?.zone ?? null,
      })),
    };
  });
}

type GivenAnswer = Awaited<ReturnType<typeof answersOf>>[number];

function resultOf(question: Question, answers: GivenAnswer[], tx: Tx): QuestionResult {
  const values = answers.map(({ value }) => value as AnswerValue);
  const numbers = question.type === "rating" || question.type === "number" ? values.map(Number) : [];
  const isText = question.type === "short_text" || question.type === "long_text";
  return {
    question,
    answered: answers.length,
    average: isRecommendation(question) ? null : average(numbers),
    recommend: isRecommendation(question) ? recommendScore(numbers) : null,
    spread: spread(question, values, (words) => wordsIn(words, tx.locale)),
    texts: isText
      ? answers.map(({ value, customer, answeredAt }) => ({ text: String(value), customer, at: answeredAt }))
      : [],
  };
}

const enrollmentIn = ({ instructorId, runId }: Reach) => ({
  ...(runId ? { runId } : {}),
  ...(instructorId ? { run: { course: { instructorId } } } : {}),
});

const responsesOf = (tx: Tx, survey: Survey, reach: Reach) =>
  tx.db.surveyResponse.findMany({
    where: {
      definitionVersion: { definitionId: survey.definitionId },
      enrollment: enrollmentIn(reach),
    },
    select: { submittedAt: true },
  });

const answersOf = (tx: Tx, survey: Survey, reach: Reach) =>
  tx.db.answer.findMany({
    where: {
      definitionVersion: { definitionId: survey.definitionId },
      enrollment: enrollmentIn(reach),
    },
    orderBy: [{ answeredAt: "desc" }, { id: "asc" }],
    select: {
      questionKey: true,
      value: true,
      answeredAt: true,
      customer: { select: { id: true, name: true } },
    },
  });
