import { type DestinationStream, pino } from "pino";
import { logLevel } from "./env";

/**
 * Names under which personal data or secrets might be logged by mistake. A belt: the rule is that log lines
 * carry ids only.
 */
const never = [
  "name",
  "phone",
  "email",
  "address",
  "to",
  "from",
  "body",
  "text",
  "content",
  "note",
  "answer",
  "password",
  "secret",
  "token",
  "cookie",
  "authorization",
  "ip",
  "shop",
  "url",
  "ownerUrl",
  "appUrl",
  "connectionString",
  "authToken",
];
const paths = never.flatMap((name) => [name, `*.${name}`, `*.*.${name}`, `*.*.*.${name}`]);

/** A log that writes JSON lines to standard output or to `destination`, with what must not be told blotted out. */
export function makeLog(level: string, destination?: DestinationStream) {
  const options = {
    level,
    base: undefined,
    redact: { paths, censor: "[redacted]" },
    serializers: { error: plainError, err: plainError },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** An error's kind, code and place, but not its message: libraries quote values in it. */
function plainError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code, reason } = error as { code?: unknown; reason?: unknown };
  const stack = error.stack?.split("\n").filter((line) => line.startsWith("    at "));
  return {
    type: error.name,
    code,
    reason,
    stack: stack?.slice(0, 8),
    cause: error.cause ? plainError(error.cause) : undefined,
  };
}

export const log = makeLog(logLevel);
