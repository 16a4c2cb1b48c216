import { z } from "zod";
import { readEmail } from "@/lib/platform/email-address";

/** An address in its one normal form. */
export const emailField = z.string().transform((text, context) => {
  const email = readEmail(text);
  if (email.kind === "email") return email.address;
  context.addIssue({
    code: "custom",
    message: email.reason === "empty" ? "errors.field.required" : "accounts.notAnEmail",
  });
  return z.NEVER;
});

export const newPasswordField = z
  .string()
  .min(10, "accounts.passwordTooShort")
  .max(200, "errors.field.tooLong");

/** Any password that may once have been accepted. */
export const passwordField = z.string().min(1, "errors.field.required").max(200, "errors.field.tooLong");

export const nameField = z.string().trim().min(1, "errors.field.required").max(80, "errors.field.tooLong");

/** Where to go afterwards: a path of ours, never another site. */
export const nextField = z
  .string()
  .optional()
  .transform((path) => (path === undefined ? undefined : ownPath(path)));

/**
 * A path of ours as it may stand in a header, where Korean letters must be encoded; undefined for everything else:
 * "//evil" and "/\evil" begin with a slash too, and lead elsewhere.
 */
export function ownPath(path: string): string | undefined {
  if (path.length >= 500 || !/^\/(?![/\\])[^\\\s]*$/.test(path)) return undefined;
  const { pathname, search, hash } = new URL(path, "http://ours.invalid");
  // Also what only begins so once its dots are resolved: "/..//evil".
  return pathname.startsWith("//") ? undefined : pathname + search + hash;
}
