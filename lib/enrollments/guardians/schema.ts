import { z } from "zod";

import { optionalText, requiredText, tick } from "@/lib/platform/form-fields";

/** What a guardian may consent to beside what the application needs; nothing of it is ticked beforehand. */
export const guardianChoices = ["marketing", "advertising", "night"] as const;

const choices = { marketing: tick, advertising: tick, night: tick };

/** What the guardian sends from the page of the link. */
export const guardianAnswer = z.discriminatedUnion("answer", [
  z.strictObject({
    answer: z.literal("yes"),
    consents: z
      .strictObject({
        collection: tick.refine((ticked) => ticked, "consents.guardian.collectionNeeded"),
        ...choices,
      })
      .prefault({}),
  }),
  z.strictObject({ answer: z.literal("no") }),
]);

const shortestPlace = 5;

/** A signed paper of the guardian: a file that shows it, or where it is kept. */
export const guardianPaper = z
  .object({
    customerId: z.uuid(),
    guardianName: requiredText(100),
    consents: z.strictObject(choices).prefault({}),
    fileId: z.union([z.literal(""), z.uuid()]).optional(),
    note: optionalText(500),
  })
  .superRefine(({ fileId, note }, context) => {
    if (!fileId && (note?.length ?? 0) < shortestPlace)
      context.addIssue({ code: "custom", path: ["note"], message: "consents.paper.needsProof" });
  });
