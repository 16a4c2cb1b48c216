import {
  currentDefinition,
  definitionsOf,
  definitionVersion,
  type PublishedDefinition,
  publishDefinition,
} from "@/lib/definitions/definitions";
import { type AnswerValue, type Question, readAnswer } from "@/lib/definitions/questions";
import { recordEvent } from "@/lib/platform/events";
import { newId } from "@/lib/platform/ids";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";
import { addHours } from "@/lib/platform/zoned-time";

import { openForDays, type SurveyBody, surveyBody, usualSurvey, type WriteSurvey } from "./schema";

/** A survey in one published version. */
export interface Survey extends PublishedDefinition {
  body: SurveyBody;
}

const parsed = (found: PublishedDefinition): Survey => ({ ...found, body: surveyBody.parse(found.body) });

export async function surveysOf(tenant: TenantScope): Promise<Survey[]> {
  return (await definitionsOf(tenant, "survey")).map(parsed);
}

export async function surveyOf(tenant: TenantScope, key: string): Promise<Survey> {
  const found = await currentDefinition(tenant, "survey", key);
  if (!found) throw new Refusal("not_found", "errors.not_found");
  return parsed(found);
}

/** Publishes new questions. Who began with older ones goes on with those; answers are compared by the questions' keys. */
export async function publishSurvey(tenant: TenantScope, given: WriteSurvey): Promise<Survey> {
  const { key, title, questions, rowVersion } = given;
  return inTransaction(tenant, async (tx) => {
    const known = await tx.db.definition.findFirst({ where: { kind: "survey", key }, select: { id: true } });
    if (Boolean(known) !== rowVersion > 0) throw new Refusal("conflict", "definitions.changedMeanwhile");
    const published = await publishDefinition(tx, {
      kind: "survey",
      key,
      title,
      body: { questions },
      ...(known ? { expectedRowVersion: rowVersion } : {}),
    });
    return parsed(published);
  });
}

/** A survey as the person who holds its link finds it. */
export interface OpenSurvey {
  enrollmentId: string;
  customerId: string;
  versionId: string;
  questions: Question[];
  /** What was answered so far, by question. */
  answers: Record<string, AnswerValue>;
  /** Closed: 60 days after the last session. Submitted answers stay as they are. */
  state: "open" | "submitted" | "closed";
  course: { title: string; next: { title: string; slug: string } | null };
  tenant: { slug: string; name: string };
}

/**
 * Opens the survey of an enrollment; reading changes nothing. Whoever holds the link may answer, whatever the attendance
 * says: the text only goes to those who came.
 */
export async function openSurvey(tenant: TenantScope, enrollmentId: string): Promise<OpenSurvey> {
  return inTransaction(tenant, async (tx) => {
    const enrollment = await tx.db.enrollment.findFirst({
      where: { id: enrollmentId },
      include: {
        run: {
          include: {
            course: {
              include: { nextCourse: { select: { title: true, slug: true, visibility: true } } },
            },
            sessions: { where: { cancelledAt: null }, orderBy: { endsAt: "desc" }, take: 1 },
          },
        },
      },
    });
    if (!enrollment) throw new Refusal("not_found", "errors.not_found");
    const { course, sessions } = enrollment.run;
    const begun = await tx.db.surveyResponse.findFirst({
      where: { enrollmentId },
      orderBy: { startedAt: "desc" },
    });
    const survey = begun
      ? parsed(await definitionVersion(tx, begun.definitionVersionId))
      : await surveyOfCourse(tx, course.surveyKey);
    const rows = await tx.db.answer.findMany({
      where: { enrollmentId, definitionVersionId: survey.versionId },
      select: { questionKey: true, value: true },
    });
    const last = sessions[0];
    const closed = last !== undefined && tx.now > addHours(last.endsAt, 24 * openForDays);
    const { nextCourse } = course;
    const tenantRow = await tx.db.tenant.findUniqueOrThrow({
      where: { id: tx.tenantId },
      select: { slug: true, name: true },
    });
    return {
      enrollmentId,
      customerId: enrollment.customerId,
      versionId: survey.versionId,
      questions: survey.body.questions,
      answers: Object.fromEntries(rows.map(({ questionKey, value }) => [questionKey, value as AnswerValue])),
      state: begun?.submittedAt ? "submitted" : closed ? "closed" : "open",
      course: {
        title: course.title,
        next: nextCourse?.visibility === "listed" ? { title: nextCourse.title, slug: nextCourse.slug } : null,
      },
      tenant: tenantRow,
    };
  });
}

async function surveyOfCourse(tx: Tx, key: string | null): Promise<Survey> {
  const own = key ? await currentDefinition(tx, "survey", key) : null;
  return own ? parsed(own) : surveyOf(tx, usualSurvey);
}

/**
 * Keeps one answer at once, as a dated fact of this customer about this version: whoever stops half way loses nothing.
 * An empty one takes an optional answer back. After submitting nothing changes any more.
 */
export async function saveAnswer(
  tenant: TenantScope,
  enrollmentId: string,
  given: { questionKey: string; sent: readonly string[] },
): Promise<void> {
  await inTransaction(tenant, async (tx) => {
    const survey = await openOrRefuse(tx, enrollmentId);
    const asked = survey.questions.find(({ key }) => key === given.questionKey);
    if (!asked) throw new Refusal("invalid", "surveys.unknownQuestion");
    const reading = readAnswer(asked, given.sent);
    if (reading.kind === "refused")
      throw new Refusal("invalid", reading.reason.replace("definitions.", "surveys.answers."));
    await begin(tx, survey);
    const own = { enrollmentId, definitionVersionId: survey.versionId, questionKey: asked.key };
    if (reading.kind === "empty") {
      await tx.db.answer.deleteMany({ where: own });
      return;
    }
    const said = { value: reading.value, answeredAt: tx.now };
    const { count } = await tx.db.answer.updateMany({ where: own, data: said });
    if (count === 0)
      await tx.db.answer.createMany({
        data: [{ tenantId: tx.tenantId, id: newId(), customerId: survey.customerId, ...own, ...said }],
        skipDuplicates: true,
      });
  });
}

/** Hands the answers in, once; again is calm. Refuses while a required question is open. */
export async function submitSurvey(tenant: TenantScope, enrollmentId: string): Promise<void> {
  await inTransaction(tenant, async (tx) => {
    const survey = await openSurvey(tx, enrollmentId);
    if (survey.state === "submitted") return;
    if (survey.state === "closed") throw new Refusal("conflict", "surveys.closed");
    if (firstMissing(survey) !== null) throw new Refusal("invalid", "surveys.answersMissing");
    await begin(tx, survey);
    const { count } = await tx.db.surveyResponse.updateMany({
      where: { enrollmentId, definitionVersionId: survey.versionId, submittedAt: null },
      data: { submittedAt: tx.now },
    });
    if (count > 0)
      await recordEvent(tx, "survey.submitted", {
        kind: "enrollment",
        id: enrollmentId,
        customerId: survey.customerId,
      });
  });
}

/** The place (from 0) of the first required question without an answer; null when all are there. */
export function firstMissing({
  questions,
  answers,
}: Pick<OpenSurvey, "questions" | "answers">): number | null {
  const place = questions.findIndex(({ key, required }) => required && answers[key] === undefined);
  return place < 0 ? null : place;
}

async function openOrRefuse(tx: Tx, enrollmentId: string): Promise<OpenSurvey> {
  const survey = await openSurvey(tx, enrollmentId);
  if (survey.state === "submitted") throw new Refusal("conflict", "surveys.alreadySubmitted");
  if (survey.state === "closed") throw new Refusal("conflict", "surveys.closed");
  return survey;
}

/**
 * One response an enrollment and version, and its row locked: two taps at once keep one answer each, and an answer that
 * comes while the survey is handed in comes before or is refused.
 */
async function begin(tx: Tx, survey: OpenSurvey): Promise<void> {
  const { enrollmentId, customerId, versionId: definitionVersionId } = survey;
  await tx.db.surveyResponse.createMany({
    data: [
      {
        tenantId: tx.tenantId,
        id: newId(),
        enrollmentId,
        customerId,
        definitionVersionId,
        startedAt: tx.now,
      },
    ],
    skipDuplicates: true,
  });
  const { count } = await tx.db.surveyResponse.updateMany({
    where: { enrollmentId, definitionVersionId, submittedAt: null },
    data: { submittedAt: null },
  });
  if (count === 0) throw new Refusal("conflict", "surveys.alreadySubmitted");
}
