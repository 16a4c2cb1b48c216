import type { RefusalClass } from "@/lib/platform/channels/channel";

/** Twilio advises against logic on exact codes, so a code that is not listed is simply `other`, shown verbatim. */
const classes: Record<number, RefusalClass> = {
  21211: "bad_number",
  21614: "bad_number",
  21635: "bad_number",
  30005: "bad_number",
  30006: "bad_number",
  21610: "opted_out",
  20003: "config",
  20005: "config",
  21212: "config",
  21408: "config",
  21603: "config",
  21606: "config",
  21608: "config",
  21609: "config",
  21612: "config",
  21659: "config",
  21703: "config",
  21705: "config",
  35118: "config",
  30004: "filtered",
  30007: "filtered",
};

/** Codes of a request that Twilio turned away for now and certainly did not send. */
const busyCodes: readonly number[] = [20429, 21611, 63017];

/** Class of an error code, from a refused request or from a status callback. */
export const classOfCode = (code: number): RefusalClass => classes[code] ?? "other";

type AnswerKind = "refused" | "throttled" | "unclear";

/**
 * How an answer without a 2xx status is to be read. Final is only what Twilio itself said in its own error
 * shape, or a gateway's plain "not allowed in": anything else may have been sent.
 */
export function readErrorAnswer(status: number, code: number | undefined): AnswerKind {
  if (status === 429 || (code !== undefined && status < 500 && busyCodes.includes(code))) return "throttled";
  if (status < 400 || status >= 500 || status === 408) return "unclear";
  if (code !== undefined) return "refused";
  return status === 401 || status === 403 ? "refused" : "unclear";
}
