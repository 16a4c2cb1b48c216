import { z } from "zod";

import { optionalText, tick } from "@/lib/platform/form-fields";
import { readDay } from "@/lib/platform/formats/calendar-day";

/** How a person said it to a member who wrote it down. */
export const waysHeard = ["phone", "in_person", "opt_out_call", "letter"] as const;

/** What a person may take back; what is needed for a course they applied to is ended by cancelling it. */
export const withdrawable = ["advertising", "night", "marketing"] as const;

export const withdrawalInput = z.object({
  customerId: z.uuid(),
  purpose: z.enum(withdrawable, "consents.withdraw.what"),
  heard: z.enum(waysHeard, "consents.withdraw.how"),
  note: optionalText(500),
});

/** A note that says where a signed paper lies needs a few words. */
const shortestPlace = 5;

/**
 * A signed paper: which boxes were ticked, on which day, and what shows it. A consent that nothing shows is a claim, and
 * this form takes none.
 */
export const paperInput = z
  .object({
    customerId: z.uuid(),
    purposes: z.strictObject({ advertising: tick, night: tick, marketing: tick }).prefault({}),
    signedOn: z.string().transform((text, context) => {
      const day = readDay(text);
      if (!day) context.addIssue({ code: "custom", message: "errors.field.invalid" });
      return day ?? "";
    }),
    /** A file of the customer with the signed paper; else `note` says where the paper is kept. */
    fileId: z.union([z.literal(""), z.uuid()]).optional(),
    note: optionalText(500),
  })
  .superRefine(({ purposes, fileId, note }, context) => {
    const issue = (path: string, message: string) =>
      context.addIssue({ code: "custom", path: [path], message });
    if (!Object.values(purposes).some(Boolean)) issue("purposes", "consents.paper.nothingTicked");
    if (!fileId && (note?.length ?? 0) < shortestPlace) issue("note", "consents.paper.needsProof");
  });
