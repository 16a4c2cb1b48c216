"use server";

import { refresh } from "next/cache";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { cancelByLink } from "@/lib/enrollments/cancellation";
import { moveByLink } from "@/lib/enrollments/change";
import { ownEnrollment } from "@/lib/enrollments/own-enrollment";
import { optionalText } from "@/lib/platform/form-fields";
import { refusalWords } from "@/lib/platform/i18n/refusal-words";
import type { Answer } from "@/lib/web/answer";
import { linkAction } from "@/lib/web/link";

const submit = linkAction(
  ["my"],
  z.strictObject({ reason: optionalText(500) }),
  async (holder, { reason }) => {
    // A link outlives a change of date: it acts on what the page shows.
    const { id } = await ownEnrollment(holder, holder.link.subjectId);
    await cancelByLink(holder, id, reason ?? undefined);
  },
);

const change = linkAction(["my"], z.strictObject({ runId: z.uuid() }), async (holder, { runId }) => {
  const { id } = await ownEnrollment(holder, holder.link.subjectId);
  await moveByLink(holder, id, runId);
});

/** What the form says after a refusal, as a sentence; null when all is well. */
export type CancelState = { message: string; reason: string } | null;

/** Bound with the token. The page shows the new state by itself. */
export async function cancelOwn(token: string, _previous: CancelState, form: FormData): Promise<CancelState> {
  return shown(await submit(token, null, form));
}

/** To another date of the same course. */
export async function changeDate(
  token: string,
  _previous: CancelState,
  form: FormData,
): Promise<CancelState> {
  return shown(await change(token, null, form));
}

async function shown(answer: Answer<void>): Promise<CancelState> {
  if (answer.ok) {
    refresh();
    return null;
  }
  return {
    message: refusalWords(await getTranslations(), answer),
    reason: [answer.values["reason"] ?? ""].flat()[0] ?? "",
  };
}
