import { z } from "zod";
import { requiredText, wholeNumber } from "@/lib/platform/form-fields";
import { conditionSchema } from "@/lib/rules/schema";

import { type BuilderNode, type Comparison, comparisons, deepestGroup, type GroupNode } from "./comparisons";

/** What a definition of the kind "segment" holds. */
export const segmentBody = z.strictObject({ condition: conditionSchema });

/** Such as the database can hold: no NUL, no half of a character. */
const storableText = (atMost: number) =>
  z
    .string()
    .max(atMost, "errors.field.tooLong")
    .refine((text) => text.isWellFormed() && !text.includes("\u0000"), "errors.field.invalid");

const line = z.strictObject({
  kind: z.literal("row"),
  fact: z.string().regex(/^([a-zA-Z][a-zA-Z0-9_.:-]{0,79})?$/),
  compare: z.enum(Object.keys(comparisons) as [Comparison, ...Comparison[]]),
  value: storableText(500),
  values: z.array(storableText(200)).max(100),
});

const kept = z.strictObject({ kind: z.literal("kept"), condition: conditionSchema, words: z.string() });

const groupOf = (part: z.ZodType<BuilderNode>): z.ZodType<GroupNode> =>
  z.strictObject({
    kind: z.literal("group"),
    mode: z.enum(["all", "any", "none"]),
    parts: z.array(part).max(100),
  });

/** Written out level by level, so that no depth of JSON can exhaust the stack. */
function outermostGroup(): z.ZodType<GroupNode> {
  let part: z.ZodType<BuilderNode> = z.union([line, kept]);
  for (let level = 0; level < deepestGroup; level += 1) part = z.union([line, kept, groupOf(part)]);
  return groupOf(part);
}

/** The builder's lines as a page sends them: JSON in one field. */
const writtenRows = z
  .string()
  .max(100_000)
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: "custom", message: "segments.badCondition" });
      return z.NEVER;
    }
  })
  .pipe(outermostGroup());

const id = z.string().regex(/^[a-z0-9-]{1,60}$/);
const name = requiredText(80);

export const newSegmentInput = z.strictObject({ name, rows: writtenRows });
export const changeSegmentInput = z.strictObject({
  id,
  name,
  rows: writtenRows,
  rowVersion: wholeNumber({ min: 1, max: 1_000_000 }),
});
export const retireSegmentInput = z.strictObject({ id, retired: z.enum(["yes", "no"]) });
export const previewInput = z.strictObject({ rows: writtenRows });
export const whyInput = z.strictObject({ rows: writtenRows, customerId: z.uuid() });
export const lookUpInput = z.strictObject({ search: z.string().trim().max(100) });
