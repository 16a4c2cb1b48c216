import { z } from "zod";

const side = z.enum(["ours", "theirs"]);

export const mergeInput = z.object({
  survivorId: z.uuid(),
  goneId: z.uuid(),
  /** What the preview was made from: a merge of anything else is shown again first. */
  seen: z.string().max(100),
  /** Whose word counts, by field; what is not sent keeps its default. */
  choose: z.record(z.string().max(60), side).optional(),
});
export type MergeInput = z.output<typeof mergeInput>;

export const partInput = z.object({ mergeId: z.uuid() });
