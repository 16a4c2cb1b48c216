import type { SendOutcome } from "@/lib/platform/channels/channel";
import { clientOf, type SmsAccount, TooManyRequests } from "./client";
import { classOfCode, readErrorAnswer } from "./error-classes";

export type { SmsAccount } from "./client";

export interface OutgoingSms {
  /** E.164. */
  to: string;
  /** A sender of the account, or the number pool that picks one; at least one of the two. */
  from?: string | undefined;
  messagingServiceSid?: string | undefined;
  /** At most 1,600 characters, checked by the gate beforehand. */
  body: string;
  /** A picture's public address: the text goes as MMS. */
  mediaUrl?: string | undefined;
  /** Must carry our own message id: its callback binds the sid even when the answer below was lost. */
  statusCallbackUrl: string;
  /** How long the provider may keep trying; cut to Twilio's range of 1–36,000 seconds. */
  validityPeriodSeconds: number;
}

/** Connecting failed, so no byte of the request left. */
const neverConnected = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN"];
const unreachablePauseSeconds = 30;
const busyPauseSeconds = 60;

/**
 * One POST to the provider, never more: the library's retries are off and nothing here repeats. Never throws
 * for anything the provider or the network does; the outcome says what may be believed.
 */
export async function sendSms(account: SmsAccount, message: OutgoingSms): Promise<SendOutcome> {
  try {
    const sent = await clientOf(account).messages.create({
      to: message.to,
      ...(message.from ? { from: message.from } : {}),
      ...(message.messagingServiceSid ? { messagingServiceSid: message.messagingServiceSid } : {}),
      body: message.body,
      ...(message.mediaUrl ? { mediaUrl: [message.mediaUrl] } : {}),
      statusCallback: message.statusCallbackUrl,
      validityPeriod: Math.min(36_000, Math.max(1, Math.floor(message.validityPeriodSeconds))),
    });
    if (!/^(SM|MM)[0-9a-f]{32}$/i.test(sent.sid ?? ""))
      return { kind: "unclear", detail: "answer without sid" };
    return { kind: "accepted", sid: sent.sid, status: sent.status, segments: Number(sent.numSegments ?? 0) };
  } catch (error) {
    return outcomeOfError(error);
  }
}

/** The library's RestException; `code` is missing when the answer was not in Twilio's error shape. */
interface ProviderAnswer {
  status: number;
  code?: number;
  message: string;
}

const isProviderAnswer = (error: unknown): error is ProviderAnswer =>
  error instanceof Error && typeof (error as { status?: unknown }).status === "number";

function outcomeOfError(error: unknown): SendOutcome {
  if (error instanceof TooManyRequests)
    return { kind: "throttled", retryAfterSeconds: error.retryAfterSeconds };
  if (isProviderAnswer(error)) return outcomeOfAnswer(error);
  const code = (error as { code?: unknown }).code;
  if (typeof code === "string" && neverConnected.includes(code)) {
    return { kind: "throttled", retryAfterSeconds: unreachablePauseSeconds };
  }
  // The library's own texts can quote the answer, and with it a phone number: only codes go further.
  if (error instanceof SyntaxError) return { kind: "unclear", detail: "unreadable answer" };
  return { kind: "unclear", detail: typeof code === "string" ? code : "no answer" };
}

function outcomeOfAnswer({ status, code: given, message }: ProviderAnswer): SendOutcome {
  const code = typeof given === "number" ? given : undefined;
  const kind = readErrorAnswer(status, code);
  if (kind === "throttled") return { kind, retryAfterSeconds: busyPauseSeconds };
  if (kind === "unclear") return { kind, detail: `HTTP ${status}${code ? ` ${code}` : ""}` };
  if (code === undefined) return { kind, code: String(status), message: `HTTP ${status}`, class: "config" };
  return { kind, code: String(code), message, class: classOfCode(code) };
}
