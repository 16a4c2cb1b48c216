"use server";

import { z } from "zod";
import { changeFollowUp } from "@/lib/follow-ups/changing";
import { followUpEditor } from "@/lib/follow-ups/desk";
import { writeFollowUp } from "@/lib/follow-ups/schema";
import { rareSyllables, replaceUnsupported, unsupportedCharacters } from "@/lib/messages/korean-characters";
import { costlyCharacters, replaceCostly } from "@/lib/messages/text-length";
import { Refusal } from "@/lib/platform/refusal";
import type { StaffScope } from "@/lib/web/staff";
import { staffAction } from "@/lib/web/staff-action";

const written = writeFollowUp.extend({ intent: z.enum(["publish", "preview"]).optional() });

/** Publishes the words and the time of an automatic text; without JavaScript also shows them first. */
export const publishFollowUp = staffAction(
  "follow_ups.write",
  written,
  async (staff, { intent, ...given }) => {
    // A refusal keeps what was typed, and the page shows it as it will look.
    if (intent === "preview") throw new Refusal("invalid", "followUps.editor.previewed");
    await changeFollowUp(staff, given).catch((error: unknown) => withTheirs(staff, given.key, error));
    const { planned } = await followUpEditor(staff, given.key);
    return { planned };
  },
);

/** Somebody published meanwhile: both texts are shown, and the next try is against theirs. */
async function withTheirs(staff: StaffScope, key: string, error: unknown): Promise<never> {
  if (!(error instanceof Refusal) || error.kind !== "conflict") throw error;
  const { template, rowVersion } = await followUpEditor(staff, key);
  const { ko, en } = template.body.texts;
  throw new Refusal("conflict", "followUps.editor.conflict", {
    ko,
    en,
    rowVersion,
    templateRowVersion: template.rowVersion,
  });
}

/**
 * Which characters a Korean phone would show as a question mark, which an old one may, which make a plain text cost
 * double, and the text with what to write instead.
 */
export const checkCharacters = staffAction(
  "follow_ups.write",
  z.object({ text: z.string().max(1_500) }),
  async (_staff, { text }) => ({
    unsupported: each(unsupportedCharacters(text)),
    rare: each(rareSyllables(text)),
    costly: each(costlyCharacters(text)),
    replaced: replaceUnsupported(replaceCostly(text)),
  }),
);

const each = (found: { character: string }[]) => [...new Set(found.map(({ character }) => character))];
