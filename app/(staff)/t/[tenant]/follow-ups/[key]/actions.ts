"use server";

import { z } from "zod";
import { changeFollowUp } from "@/lib/follow-ups/changing";
import { followUpEditor } from "@/lib/follow-ups/desk";
import { writeFollowUp } from "@/lib/follow-ups/schema";
import { templateOf } from "@/lib/follow-ups/templates";
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
    if (intent === "preview") throw new Refusal("invalid", "templates.editor.previewed");
    await changeFollowUp(staff, given).catch((error: unknown) => withTheirs(staff, given.key, error));
    const { planned } = await followUpEditor(staff, given.key);
    return { planned };
  },
);

/** Somebody published meanwhile: both texts are shown, and the next try is against theirs. */
async function withTheirs(staff: StaffScope, key: string, error: unknown): Promise<never> {
  if (!(error instanceof Refusal) || error.kind !== "conflict") throw error;
  const { template, rowVersion } = await followUpEditor(staff, key);
  const { body, rowVersion: version } = await templateOf(staff, template);
  throw new Refusal("conflict", "templates.editor.conflict", { ...body.texts, rowVersion, version });
}
