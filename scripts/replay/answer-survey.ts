import type { Question } from "@/lib/definitions/questions";
import type { TenantScope } from "@/lib/platform/tenancy";
import { answerAndGoOn } from "@/lib/surveys/answering";
import { openSurvey } from "@/lib/surveys/surveys";

import type { World } from "./world";

/** One person answers the survey of their enrollment as a customer would, screen by screen; texts are left out. */
export async function answerSurvey(
  _world: World,
  owner: TenantScope,
  enrollmentId: string,
  random: () => number,
): Promise<void> {
  const person: TenantScope = { ...owner, actor: { kind: "customer", id: null } };
  const { questions } = await openSurvey(person, enrollmentId);
  for (const question of questions)
    await answerAndGoOn(person, enrollmentId, {
      questionKey: question.key,
      sent: answerTo(question, random),
    });
}

function answerTo(question: Question, random: () => number): string[] {
  const pick = <Value>(values: readonly Value[]) => values[Math.floor(random() * values.length)];
  switch (question.type) {
    case "rating": {
      const { from, to } = question.scale ?? { from: 1, to: 5 };
      return [String(Math.min(to, from + 1 + Math.floor(random() * (to - from + 1))))];
    }
    case "choice":
    case "multi_choice":
      return [pick(question.options ?? [])?.key ?? ""];
    case "yes_no":
      return [random() < 0.5 ? "yes" : "no"];
    case "number":
      return [String(Math.floor(random() * 10))];
    default:
      return question.required ? ["도움이 됐어요"] : [];
  }
}
