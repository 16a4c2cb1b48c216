import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";

import { firstMissing, openSurvey, saveAnswer, submitSurvey } from "./surveys";

/**
 * One screen of a survey: keeps the answer (null: leaves it as it is) and answers which question comes next, counted
 * from 0. After the last one it hands the survey in, or leads back to what is still missing.
 */
export async function answerAndGoOn(
  tenant: TenantScope,
  enrollmentId: string,
  given: { questionKey: string; sent: readonly string[] | null },
): Promise<number | "done"> {
  return inTransaction(tenant, async (tx) => {
    const { questionKey, sent } = given;
    if (sent) await saveAnswer(tx, enrollmentId, { questionKey, sent });
    const survey = await openSurvey(tx, enrollmentId);
    const place = survey.questions.findIndex(({ key }) => key === questionKey);
    const asked = survey.questions[place];
    if (!asked) throw new Refusal("invalid", "surveys.unknownQuestion");
    if (asked.required && survey.answers[questionKey] === undefined)
      throw new Refusal("invalid", "surveys.answers.required");
    if (place < survey.questions.length - 1) return place + 1;
    const missing = firstMissing(survey);
    if (missing !== null) return missing;
    await submitSurvey(tx, enrollmentId);
    return "done";
  });
}
