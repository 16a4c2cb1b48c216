import { z } from "zod";
import { readPerson } from "@/lib/customers/person";
import { optionalText, tick } from "@/lib/platform/form-fields";

const sent = z.string().max(4000);

/** What the application form sends. Name and number are read here too, so that all mistakes are shown at once. */
export const applicationForm = z
  .strictObject({
    runId: z.uuid(),
    name: z.string().max(400).default(""),
    phone: z.string().max(200).default(""),
    shop: optionalText(60),
    /** Only asked where the course takes children: then `phone` is the guardian's. */
    child: tick,
    guardianName: optionalText(100),
    answers: z.record(z.string().max(40), z.union([sent, z.array(sent).max(20)])).default({}),
    consents: z
      .strictObject({
        collection: tick.refine((ticked) => ticked, "enrollments.collectionNeeded"),
        marketing: tick,
        advertising: tick,
        night: tick,
      })
      .prefault({}),
    waitIfFull: tick,
  })
  .superRefine(({ name, phone, child, guardianName }, context) => {
    if (child && !guardianName)
      context.addIssue({
        code: "custom",
        path: ["guardianName"],
        message: "enrollments.guardianNameNeeded",
      });
    const reading = readPerson({ name, phone });
    if (reading.kind === "person") return;
    for (const field of ["name", "phone"] as const) {
      const message = reading.fields[field]?.reason;
      if (message) context.addIssue({ code: "custom", path: [field], message });
    }
  });
