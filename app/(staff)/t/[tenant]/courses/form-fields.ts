import { z } from "zod";
import { linesOf } from "@/lib/courses/question-rows";
import { readMoney } from "@/lib/platform/formats/money";

/** What forms send, as the verbs want it. */

export const ticked = z
  .literal("on")
  .optional()
  .transform((value) => value === "on");

export const whole = z
  .string()
  .trim()
  .regex(/^\d{1,9}$/, "courses.errors.number")
  .transform(Number);

export const emptyIsNull = <T extends z.ZodType>(schema: T) =>
  z
    .literal("")
    .transform(() => null)
    .or(schema);

/** "30,000", "3만원", empty for nothing to pay. */
export const money = z.string().transform((text, context) => {
  const won = text.trim() === "" ? 0 : readMoney(text);
  if (won !== null) return won;
  context.addIssue({ code: "custom", message: "courses.errors.price" });
  return z.NEVER;
});

export const lines = z.string().transform(linesOf);
