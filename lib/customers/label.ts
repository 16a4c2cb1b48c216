import { z } from "zod";

const longest = 40;

/** A name as two people would call the same: composed letters, single spaces, nothing invisible. */
export const neatLabel = (typed: string): string =>
  typed
    .normalize("NFC")
    .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, " ")
    .trim();

/** The name of a tag, a group or a view as it is stored. */
export const labelInput = z
  .string()
  .max(200, "errors.field.tooLong")
  .transform(neatLabel)
  .pipe(z.string().min(1, "errors.field.required").max(longest, "errors.field.tooLong"));
