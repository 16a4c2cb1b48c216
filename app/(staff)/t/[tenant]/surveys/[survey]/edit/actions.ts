"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { requiredText, wholeNumber } from "@/lib/platform/form-fields";
import { Refusal } from "@/lib/platform/refusal";
import { questionRow, questionsFrom } from "@/lib/surveys/question-rows";
import { writeSurvey } from "@/lib/surveys/schema";
import { publishSurvey, surveyOf } from "@/lib/surveys/surveys";
import { staffAction } from "@/lib/web/staff-action";

const written = z.object({
  key: z.string().max(40),
  rowVersion: wholeNumber({ min: 1, max: 1_000_000 }),
  title: requiredText(80),
  questions: z.array(questionRow).max(31),
});

/** Publishes the questions as they stand in the editor. */
export const saveSurvey = staffAction(
  "surveys.write",
  written,
  async (staff, { questions: rows, ...given }) => {
    const { body } = await surveyOf(staff, given.key);
    const questions = writeSurvey.shape.questions.safeParse(questionsFrom(rows, body.questions));
    if (!questions.success) {
      const said = questions.error.issues.map(({ message }) => message);
      throw new Refusal(
        "invalid",
        said.includes("surveys.noQuestion") ? "surveys.noQuestion" : "surveys.choiceNeedsOptions",
      );
    }
    await publishSurvey(staff, { ...given, questions: questions.data });
    redirect(`/t/${staff.tenant.slug}/surveys/${given.key}/edit?saved`);
  },
);
