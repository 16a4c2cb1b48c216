import { afterAll, beforeEach, describe, expect, it } from "vitest";

import { publishDefinition } from "@/lib/definitions/definitions";
import { apply } from "@/lib/enrollments/enrollments";
import { applicationTo, courseWithRun } from "@/lib/enrollments/testing/course-with-run";
import { closeDatabase } from "@/lib/platform/database/pool";
import { closeQueue } from "@/lib/platform/jobs";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { makeTenant, moveClockTo } from "@/lib/platform/testing/tenant";

import { surveyList, surveyResults } from "./results";
import { usualSurvey, writeSurvey } from "./schema";
import { openSurvey, publishSurvey, saveAnswer, submitSurvey } from "./surveys";

const questions = writeSurvey.shape.questions.parse([
  { key: "overall", type: "rating", label: { ko: "어떠셨나요?" }, required: true },
  {
    key: "recommend",
    type: "rating",
    label: { ko: "권하시겠어요?" },
    required: true,
    scale: { from: 0, to: 10 },
  },
  { key: "improve", type: "long_text", label: { ko: "아쉬운 점" } },
]);

async function enrolled(people = 1) {
  const tenant = await makeTenant();
  await publishDefinition(tenant, {
    kind: "survey",
    key: usualSurvey,
    title: "수업 뒤 설문",
    body: { questions },
  });
  const { runId } = await courseWithRun(tenant);
  const enrollments: string[] = [];
  for (let number = 1; number <= people; number += 1)
    enrollments.push((await apply(tenant, applicationTo(runId, number))).enrollmentId);
  return { tenant, runId, enrollments, enrollmentId: enrollments[0] as string };
}

const answer = (tenant: TenantScope, enrollmentId: string, questionKey: string, ...sent: string[]) =>
  saveAnswer(tenant, enrollmentId, { questionKey, sent });

const reasonOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => "done",
    (error: unknown) => (error instanceof Refusal ? error.reason : Promise.reject(error)),
  );

const countsOf = (tenant: TenantScope) =>
  inTransaction(tenant, async ({ db }) => ({
    responses: await db.surveyResponse.count(),
    answers: await db.answer.count(),
    submitted: await db.event.count({ where: { type: "survey.submitted" } }),
  }));

beforeEach(() => moveClockTo("2026-11-23T03:00:00Z"));
afterAll(async () => {
  await closeQueue();
  await closeDatabase();
});

describe("answering", () => {
  it("writes nothing by opening, keeps each answer at once and hands in once", async () => {
    const { tenant, enrollmentId } = await enrolled();
    await openSurvey(tenant, enrollmentId);
    expect(await countsOf(tenant)).toEqual({ responses: 0, answers: 0, submitted: 0 });
    await answer(tenant, enrollmentId, "overall", "4");
    expect((await openSurvey(tenant, enrollmentId)).answers).toEqual({ overall: 4 });
    expect(await reasonOf(submitSurvey(tenant, enrollmentId))).toBe("surveys.answersMissing");
    await answer(tenant, enrollmentId, "overall", "5");
    await answer(tenant, enrollmentId, "recommend", "9");
    await submitSurvey(tenant, enrollmentId);
    await submitSurvey(tenant, enrollmentId);
    expect(await countsOf(tenant)).toEqual({ responses: 1, answers: 2, submitted: 1 });
    expect(await openSurvey(tenant, enrollmentId)).toMatchObject({
      state: "submitted",
      answers: { overall: 5, recommend: 9 },
    });
    expect(await reasonOf(answer(tenant, enrollmentId, "overall", "1"))).toBe("surveys.alreadySubmitted");
  });

  it("refuses what is no answer, and takes an optional one back", async () => {
    const { tenant, enrollmentId } = await enrolled();
    expect(await reasonOf(answer(tenant, enrollmentId, "overall", "6"))).toBe("surveys.answers.notAnOption");
    expect(await reasonOf(answer(tenant, enrollmentId, "overall"))).toBe("surveys.answers.required");
    expect(await reasonOf(answer(tenant, enrollmentId, "other", "1"))).toBe("surveys.unknownQuestion");
    await answer(tenant, enrollmentId, "improve", "마이크 소리");
    await answer(tenant, enrollmentId, "improve", " ");
    expect((await openSurvey(tenant, enrollmentId)).answers).toEqual({});
  });

  it("keeps one answer when the same question is answered twice at once", async () => {
    const { tenant, enrollmentId } = await enrolled();
    await Promise.all(["3", "4", "5"].map((sent) => answer(tenant, enrollmentId, "overall", sent)));
    expect(await countsOf(tenant)).toMatchObject({ responses: 1, answers: 1 });
  });

  it("goes on with the questions it began with when new ones are published", async () => {
    const { tenant, enrollmentId, enrollments } = await enrolled(2);
    await answer(tenant, enrollmentId, "overall", "4");
    const [first, ...rest] = questions;
    const changed = [{ ...first, label: { ko: "오늘 어떠셨나요?", en: "" } }, ...rest] as typeof questions;
    await publishSurvey(tenant, {
      key: usualSurvey,
      title: "수업 뒤 설문",
      rowVersion: 2,
      questions: changed,
    });
    expect((await openSurvey(tenant, enrollmentId)).questions[0]?.label.ko).toBe("어떠셨나요?");
    expect((await openSurvey(tenant, enrollments[1] as string)).questions[0]?.label.ko).toBe(
      "오늘 어떠셨나요?",
    );
  });

  it("closes 60 days after the last session", async () => {
    const { tenant, enrollmentId } = await enrolled();
    await moveClockTo("2027-02-03T06:59:00Z");
    expect((await openSurvey(tenant, enrollmentId)).state).toBe("open");
    await moveClockTo("2027-02-03T07:01:00Z");
    expect((await openSurvey(tenant, enrollmentId)).state).toBe("closed");
    expect(await reasonOf(answer(tenant, enrollmentId, "overall", "5"))).toBe("surveys.closed");
  });
});

describe("results", () => {
  it("count what was answered, over all versions and for one run", async () => {
    const { tenant, runId, enrollments } = await enrolled(3);
    const scores = [
      ["5", "10"],
      ["4", "9"],
      ["3", "2"],
    ];
    for (const [index, [overall, recommend]] of scores.entries()) {
      const id = enrollments[index] as string;
      await answer(tenant, id, "overall", overall as string);
      await answer(tenant, id, "recommend", recommend as string);
      if (index < 2) await submitSurvey(tenant, id);
    }
    await answer(tenant, enrollments[2] as string, "improve", "의자가 불편했어요");
    expect(await surveyList(tenant)).toEqual([
      {
        key: usualSurvey,
        title: "수업 뒤 설문",
        questions: 3,
        begun: 3,
        submitted: 2,
        average: 4,
        recommend: 33,
      },
    ]);
    const results = await surveyResults(tenant, usualSurvey, { runId });
    expect(results.questions[0]?.spread.map(({ count }) => count)).toEqual([0, 0, 1, 1, 1]);
    expect(results.questions[2]?.texts).toMatchObject([
      { text: "의자가 불편했어요", customer: { name: "김영희" } },
    ]);
    expect(results.runs.map(({ id }) => id)).toEqual([runId]);
    const elsewhere = await courseWithRun(tenant);
    expect((await surveyResults(tenant, usualSurvey, { runId: elsewhere.runId })).begun).toBe(0);
  });

  it("show an instructor the answers about their own courses only", async () => {
    const { tenant, enrollmentId } = await enrolled();
    await answer(tenant, enrollmentId, "overall", "5");
    const stranger = "0190aaaa-0000-7000-8000-000000000000";
    expect((await surveyResults(tenant, usualSurvey, { instructorId: stranger })).begun).toBe(0);
  });
});

describe("publishing", () => {
  it("refuses to overwrite what somebody else published", async () => {
    const { tenant } = await enrolled();
    const given = { key: usualSurvey, title: "설문", questions };
    await publishSurvey(tenant, { ...given, rowVersion: 2 });
    expect(await reasonOf(publishSurvey(tenant, { ...given, rowVersion: 2 }))).toBe(
      "definitions.changedMeanwhile",
    );
    expect(await reasonOf(publishSurvey(tenant, { ...given, rowVersion: 0 }))).toBe(
      "definitions.changedMeanwhile",
    );
  });
});
