"use server";

import { z } from "zod";
import { answer } from "@/lib/decisions/decisions";
import { staffAction } from "@/lib/web/staff-action";

/** The pressed button says which question and which answer: "<id>:<option>". */
const pressed = z.object({
  answer: z
    .string()
    .regex(/^[0-9a-f-]{36}:[a-z0-9_]{1,40}$/)
    .transform((text) => ({ id: text.slice(0, 36), option: text.slice(37) })),
});

export const answerDecision = staffAction("decisions.answer", pressed, (staff, given) =>
  answer(staff, given.answer.id, given.answer.option),
);
