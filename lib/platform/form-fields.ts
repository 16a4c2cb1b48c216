import { z } from "zod";

// Fields as forms send them: text, or nothing. Shared by the schemas of all rooms; safe for the browser.

/** A line or text that must be there. */
export const requiredText = (atMost: number) =>
  z.string().trim().min(1, "errors.field.required").max(atMost, "errors.field.tooLong");

/** A text that may be left empty; empty is null. */
export const optionalText = (atMost: number) =>
  z
    .string()
    .trim()
    .max(atMost, "errors.field.tooLong")
    .nullish()
    .transform((text) => text || null);

/** A tick box: "on" when ticked, absent when not. Client code may give a boolean. */
export const tick = z
  .union([z.literal("on"), z.literal("true"), z.boolean()])
  .optional()
  .transform((value) => value === true || value === "on" || value === "true");

/** A whole number typed by a person: "1,200" too. */
export const wholeNumber = (range: { min: number; max: number }) =>
  z
    .union([z.number(), z.string().transform((text) => Number(text.replaceAll(/[,\s]/g, "") || Number.NaN))])
    .pipe(
      z
        .number("errors.field.invalid")
        .int("errors.field.invalid")
        .min(range.min, "errors.field.tooSmall")
        .max(range.max, "errors.field.tooBig"),
    );

/** A text that is changed only where it is sent; empty is null. */
export const changedText = (atMost: number) =>
  z
    .string()
    .trim()
    .max(atMost, "errors.field.tooLong")
    .transform((text) => text || null)
    .optional();

/**
 * After somebody else saved meanwhile: which text counts, by the control's name with "-" for ".". "theirs" leaves what is
 * stored, which is safe only together with the version it was seen in.
 */
export const eitherText = z.record(z.string().max(80), z.enum(["mine", "theirs"])).optional();

/** What is to be written: fields that were sent, without those where the other's text was chosen. */
export function mineOf<Fields extends Record<string, unknown>>(
  fields: Fields,
  keep: z.output<typeof eitherText>,
): Partial<Fields> {
  return Object.fromEntries(
    Object.entries(fields).filter(([name, value]) => value !== undefined && keep?.[name] !== "theirs"),
  ) as Partial<Fields>;
}
