import { z } from "zod";
import { optionalText, requiredText, wholeNumber } from "@/lib/platform/form-fields";

export const requestKinds = ["access", "correction", "suspension", "erasure"] as const;
export type RequestKind = (typeof requestKinds)[number];
export const askers = ["self", "guardian", "agent"] as const;
export type Asker = (typeof askers)[number];
export const requestStates = ["open", "erasing", "done", "refused"] as const;
export type RequestState = (typeof requestStates)[number];

/** A request as staff notes it down. `askedOn` is the day in the business's zone on which it came. */
export const registerInput = z.object({
  customerId: z.uuid(),
  kind: z.enum(requestKinds),
  askedBy: z.enum(askers),
  askedOn: z.iso.date("errors.field.required"),
  checkedHow: requiredText(300),
  wish: optionalText(1000),
});

export const closeInput = z
  .object({
    id: z.uuid(),
    version: z.coerce.number().int(),
    outcome: z.enum(["done", "refused"]),
    reason: optionalText(1000),
  })
  .refine(({ outcome, reason }) => outcome === "done" || reason !== null, {
    path: ["reason"],
    message: "errors.field.required",
  });

export const eraseInput = z.object({
  customerId: z.uuid(),
  /** The request that asks for it, where there is one. */
  requestId: z.union([z.uuid(), z.literal("").transform(() => null)]).default(null),
  /** A complaint or dispute whose record the law keeps for three years. */
  complaint: optionalText(2000),
  sure: z.literal("on", "privacy.erasing.tick"),
});

export const holdInput = z.object({ customerId: z.uuid(), reason: requiredText(300) });
export const liftInput = z.object({ customerId: z.uuid() });

export const retentionKinds = [
  "no_contact",
  "never_came",
  "import_files",
  "survey_answers",
  "inbound_texts",
] as const;
export type RetentionKind = (typeof retentionKinds)[number];

/** What a business begins with; nothing is on before the owner has seen whom a rule would touch. */
export const usualMonths: Record<RetentionKind, number> = {
  no_contact: 36,
  never_came: 24,
  import_files: 3,
  survey_answers: 36,
  inbound_texts: 12,
};

export const ruleInput = z.object({
  kind: z.enum(retentionKinds),
  months: wholeNumber({ min: 1, max: 120 }),
  /** How many the dry run showed, which must still be so when a rule is switched on. */
  seen: wholeNumber({ min: 0, max: 100_000_000 }),
  to: z.enum(["on", "off"]),
});
