import { unstable_rethrow } from "next/navigation";
import { z } from "zod";
import { newId } from "@/lib/platform/ids";
import { log } from "@/lib/platform/log";
import { Refusal, type RefusalKind } from "@/lib/platform/refusal";
import type { Refused } from "./answer";

/** The one place where kinds of refusal become HTTP codes. */
const statusOf: Record<RefusalKind, number> = {
  not_found: 404,
  forbidden: 403,
  conflict: 409,
  invalid: 422,
  limit: 429,
};

/** What a failed action answers. Redirects and not-founds of Next pass through; unexpected errors are logged once. */
export function refusedBy(error: unknown, values: Refused["values"] = {}): Refused {
  unstable_rethrow(error);
  const none = { details: {}, fieldErrors: {}, values };
  if (error instanceof Refusal) {
    const { kind, reason, details } = error;
    // A verb that names the control it refuses is answered like a schema that does.
    const { field } = details;
    const fieldErrors = kind === "invalid" && typeof field === "string" ? { [field]: reason } : {};
    return { ok: false, ...none, kind, reason, details, fieldErrors };
  }
  if (error instanceof z.ZodError) {
    const fieldErrors = fieldErrorsOf(error);
    return { ok: false, ...none, kind: "invalid", reason: "errors.invalid", fieldErrors };
  }
  const errorId = newId();
  log.error({ errorId, error }, "action failed");
  return { ok: false, ...none, kind: "broken", reason: "errors.unknown", errorId };
}

/** The answer of a route handler that failed: JSON with the message key, never the error's own words. */
export function refusalResponse(error: unknown): Response {
  const { kind, reason, details, fieldErrors, errorId } = refusedBy(error);
  const status = kind === "broken" ? 500 : statusOf[kind];
  return Response.json(
    { error: reason, details, fieldErrors, errorId },
    { status, headers: { "cache-control": "no-store" } },
  );
}

/** The first complaint about each control. A schema names its own message keys; others get a plain one. */
function fieldErrorsOf(error: z.ZodError): Record<string, string> {
  const found: Record<string, string> = {};
  for (const issue of error.issues) {
    const key = /^[a-zA-Z]+(\.[a-zA-Z0-9_]+)+$/.test(issue.message) ? issue.message : usualKey(issue);
    found[issue.path.join(".")] ??= key;
  }
  return found;
}

function usualKey(issue: z.core.$ZodIssue): string {
  if (issue.code === "too_big") return "errors.field.tooLong";
  if (issue.code === "too_small")
    return issue.minimum === 1 ? "errors.field.required" : "errors.field.tooShort";
  return issue.input === undefined && issue.code === "invalid_type"
    ? "errors.field.required"
    : "errors.field.invalid";
}
