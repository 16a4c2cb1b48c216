import { z } from "zod";

import { requiredText } from "@/lib/platform/form-fields";

import { senderProofs } from "./sender-number-rule";

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, "errors.field.invalid");

export const senderInput = z.strictObject({
  number: requiredText(60),
  proof: z.enum(senderProofs, "errors.field.required"),
  description: requiredText(500),
  registeredOn: day,
  validUntil: z.union([z.literal("").transform(() => null), z.null(), day]).optional(),
});

export const senderIdInput = z.strictObject({ id: z.uuid() });
