import { z } from "zod";

import { questionList } from "@/lib/definitions/questions";
import { requiredText, wholeNumber } from "@/lib/platform/form-fields";

/** The body of a definition of kind "survey". */
export const surveyBody = z.strictObject({
  questions: questionList.refine((list) => list.length > 0, "surveys.noQuestion"),
});

export type SurveyBody = z.infer<typeof surveyBody>;

/** What a course asks when its owner chose no survey of their own. */
export const usualSurvey = "after_course";

/** How long after the last session a survey takes answers. Days. */
export const openForDays = 60;

/** What the editor sends; 0 is a survey that does not exist yet. */
export const writeSurvey = z.strictObject({
  key: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/),
  rowVersion: wholeNumber({ min: 0, max: 1_000_000 }),
  title: requiredText(80),
  questions: surveyBody.shape.questions,
});

export type WriteSurvey = z.output<typeof writeSurvey>;
