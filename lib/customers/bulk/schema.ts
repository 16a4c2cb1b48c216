import { z } from "zod";
import { optionalText, wholeNumber } from "@/lib/platform/form-fields";
import { labelInput } from "../label";
import { dueDay, taskTitle } from "../tasks/schema";

const nothing = (value: unknown) => (value === "" || value === undefined ? undefined : value);

/**
 * Who is meant: those that were ticked, or everybody the list's own address fits. `all` is the number that was shown:
 * when others fit meanwhile, nothing happens.
 */
export const selectionShape = {
  ids: z.array(z.uuid()).max(200).optional(),
  all: z.preprocess(nothing, wholeNumber({ min: 0, max: 100_000_000 }).optional()),
  query: z.string().max(2000).default(""),
};
export type Selection = z.output<z.ZodObject<typeof selectionShape>>;

export const bulkVerbs = ["tag", "untag", "group", "ungroup", "assign", "task"] as const;
export type BulkVerb = (typeof bulkVerbs)[number];

/** One form for all that can be done; what the chosen verb does not ask for is ignored. */
export const bulkInput = z
  .strictObject({
    ...selectionShape,
    verb: z.enum(bulkVerbs),
    tag: optionalText(200),
    untag: z.preprocess(nothing, z.uuid().optional()),
    group: z.preprocess(nothing, z.uuid().optional()),
    ungroup: z.preprocess(nothing, z.uuid().optional()),
    assignee: z.preprocess(nothing, z.uuid().optional()),
    title: optionalText(200),
    dueOn: z.preprocess(nothing, z.unknown().optional()),
    owner: z.preprocess(nothing, z.uuid().optional()),
  })
  .transform((given, context) => {
    const read = deedOf(given);
    if (read.success) return { selection: given, deed: read.data };
    for (const issue of read.error.issues)
      context.addIssue({ code: "custom", path: issue.path, message: wordsOf(issue.message) });
    return z.NEVER;
  });

const required = "errors.field.required";
const chosen = z.uuid(required);
const deeds = {
  tag: z.object({ verb: z.literal("tag"), tag: labelInput }),
  untag: z.object({ verb: z.literal("untag"), untag: chosen }),
  group: z.object({ verb: z.literal("group"), group: chosen }),
  ungroup: z.object({ verb: z.literal("ungroup"), ungroup: chosen }),
  assign: z.object({ verb: z.literal("assign"), assignee: z.uuid().nullable() }),
  task: z.object({ verb: z.literal("task"), title: taskTitle, dueOn: dueDay, owner: z.uuid().nullable() }),
};
export type Deed = { [Verb in BulkVerb]: z.output<(typeof deeds)[Verb]> }[BulkVerb];

const wordsOf = (message: string) => (message.startsWith("errors.") ? message : required);

function deedOf(given: { verb: BulkVerb; [field: string]: unknown }) {
  const assignee = given["assignee"] ?? null;
  const owner = given["owner"] ?? null;
  const schema: z.ZodType<Deed> = deeds[given.verb];
  return schema.safeParse({ ...given, assignee, owner });
}

/** What an undo needs to know of a deed: its moment and its mark in the history. */
export const undoInput = z.object({ at: z.iso.datetime(), batch: z.uuid() });
