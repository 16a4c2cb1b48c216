"use server";

import { z } from "zod";
import { previewTemplate } from "@/lib/follow-ups/previewing";
import { writeTemplate } from "@/lib/follow-ups/schema";
import { sendTemplateTest } from "@/lib/follow-ups/template-test";
import { publishTemplate, templateOf } from "@/lib/follow-ups/templates";
import { Refusal } from "@/lib/platform/refusal";
import type { StaffScope } from "@/lib/web/staff";
import { staffAction } from "@/lib/web/staff-action";

const intent = z.enum(["publish", "preview", "test"]).optional();

/** Publishes the words of a template; without JavaScript also shows them first, or sends them to oneself. */
export const publishWords = staffAction(
  "messages.write",
  writeTemplate.extend({ intent }),
  async (staff, { intent: wanted, ...given }) => {
    // A refusal keeps what was typed, and the page shows it as it will look.
    if (wanted === "preview") throw new Refusal("invalid", "templates.editor.previewed");
    if (wanted === "test") {
      const { outcome, to, detail } = await sendTemplateTest(staff, given, "invented:sample");
      throw new Refusal("invalid", `templates.test.${outcome}`, { to, detail: detail ?? "" });
    }
    const { planned } = await publishTemplate(staff, given).catch((error: unknown) =>
      withTheirs(staff, given.key, error),
    );
    return { planned };
  },
);

/** Somebody published meanwhile: both texts are shown, and the next try is against theirs. */
async function withTheirs(staff: StaffScope, key: string, error: unknown): Promise<never> {
  if (!(error instanceof Refusal) || error.kind !== "conflict") throw error;
  const { body, rowVersion } = await templateOf(staff, key);
  throw new Refusal("conflict", "templates.editor.conflict", { ...body.texts, version: rowVersion });
}

const person = z
  .string()
  .regex(/^(?:message|enrollment):[0-9a-f-]{36}$|^invented:\w{1,20}$/)
  .optional();

/** Which characters of a draft no phone shows, and what a real person would get of it. Changes nothing. */
export const previewWords = staffAction(
  "messages.write",
  writeTemplate.extend({ person }),
  async (staff, { person: of, ...given }) =>
    previewTemplate(staff, given, of && !of.startsWith("invented:") ? of : null),
  { reads: true },
);

/** Sends what is written to the member's own number, filled for the chosen person. */
export const sendTest = staffAction(
  "messages.write",
  writeTemplate.extend({ person }),
  async (staff, { person: of, ...given }) => sendTemplateTest(staff, given, of ?? "invented:sample"),
  { reads: true },
);
