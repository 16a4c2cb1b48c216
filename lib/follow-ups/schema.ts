import { z } from "zod";
import { channelNames } from "@/lib/platform/channels/channel";
import { optionalText, requiredText, tick, wholeNumber } from "@/lib/platform/form-fields";
import { conditionSchema } from "@/lib/rules/schema";

/** What may set a follow-up off. All are events of lower rooms; lib/worker/reactions.ts connects them. */
export const triggers = [
  "enrollment.confirmed",
  "enrollment.waitlisted",
  "enrollment.awaiting_approval",
  "enrollment.awaiting_payment",
  "enrollment.offered",
  "enrollment.cancelled",
  "enrollment.declined",
  "session.moved",
  "session.cancelled",
  "consent.changed",
  "consent.reconfirmation_due",
  "guardian.asked",
] as const;

export type Trigger = (typeof triggers)[number];

const wait = z.strictObject({
  relativeTo: z.enum(["session_start", "session_end", "event"]),
  days: z.number().int().min(-60).max(365).optional(),
  atLocalTime: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .optional(),
  hours: z.number().min(-48).max(48).optional(),
});

/** The body of a definition of kind "follow_up". One step now; the list keeps its place for sequences. */
export const followUpBody = z.strictObject({
  trigger: z.enum(triggers),
  /** Which class sessions of a run the waits count from. */
  sessions: z.enum(["first", "each", "last"]).default("first"),
  steps: z
    .array(
      z.strictObject({
        key: z.string().regex(/^[a-z0-9_]{1,20}$/),
        wait,
        condition: conditionSchema.optional(),
        /** Key of the template. */
        template: z.string().min(1).max(60),
        /** The written rule for a late worker: up to so many hours late it still goes, after that it is skipped. */
        maxHoursLate: z
          .number()
          .min(0)
          .max(14 * 24),
      }),
    )
    .length(1),
});

export type FollowUpBody = z.infer<typeof followUpBody>;
export type FollowUpStep = FollowUpBody["steps"][number];

const inBoth = (longest: number) => z.strictObject({ ko: optionalText(longest), en: optionalText(longest) });

/** The words of a template as its editor sends them. A part that a form does not send stays as it is. */
const words = {
  /** Row version of the template the editor began with. */
  version: wholeNumber({ min: 1, max: 1_000_000 }),
  ko: requiredText(1_500),
  en: optionalText(1_500),
  advertising: tick,
  lowerReason: optionalText(300).refine(
    (reason) => reason === null || reason.length >= 5,
    "followUps.lowerReasonShort",
  ),
  channel: z.enum(channelNames).optional(),
  subject: inBoth(80).optional(),
  mail: z.strictObject({ subject: inBoth(200), texts: inBoth(10_000) }).optional(),
  /** Sent along with `channel`: a box that is not ticked is not sent. */
  textInstead: tick,
  /** By any name of the control, so that a row keeps its own whichever blanks stand before it. */
  fallbacks: z
    .record(z.string().max(10), z.strictObject({ name: z.string().max(60), value: optionalText(100) }))
    .refine((rows) => Object.keys(rows).length <= 100, "errors.field.invalid")
    .optional(),
};

export const writeTemplate = z.strictObject({ key: z.string().min(1).max(60), ...words });

/** New words of a template. */
export type WriteTemplate = Omit<z.output<typeof writeTemplate>, "textInstead"> & { textInstead?: boolean };

/** What the editor of an automatic text sends. The time stays in the shape it has: so many days and a time, or hours. */
export const writeFollowUp = z.strictObject({
  key: z.string().min(1).max(60),
  /** Row version of the follow-up the editor began with. */
  rowVersion: wholeNumber({ min: 1, max: 1_000_000 }),
  ...words,
  days: wholeNumber({ min: 0, max: 60 }).optional(),
  time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "errors.field.invalid")
    .optional(),
  hours: wholeNumber({ min: 0, max: 48 }).optional(),
});

export type WriteFollowUp = Omit<z.output<typeof writeFollowUp>, "textInstead"> & { textInstead?: boolean };
