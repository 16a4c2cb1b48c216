"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { tick } from "@/lib/platform/form-fields";
import { answerAndGoOn } from "@/lib/surveys/answering";
import { linkAction } from "@/lib/web/link";

const answered = z.object({
  question: z.string().max(40),
  value: z.array(z.string().max(2_500)).max(30).optional(),
  /** "Next" without a new answer. */
  keep: tick,
});

/** Keeps the answer of one screen and shows the next one; after the last the survey is handed in. */
export const answerQuestion = linkAction(["survey"], answered, async (holder, { question, value, keep }) => {
  const next = await answerAndGoOn(holder, holder.link.subjectId, {
    questionKey: question,
    sent: keep ? null : (value ?? []),
  });
  const page = (await headers()).get("x-pathname") ?? "/";
  redirect(next === "done" ? page : `${page}?q=${next + 1}`);
});
