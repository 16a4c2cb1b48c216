import { z } from "zod";
import type { SendOutcome, SentMessage } from "../channel";
import { ourIdField } from "./message-body";
import { e164Of } from "./phone";
import type { Answer } from "./request";
import { kindOfType, solapiClass, solapiStatus } from "./status-codes";

const unreachablePauseSeconds = 30;
const busyPauseSeconds = 60;
const longestPauseSeconds = 3600;

const refusal = z.object({ errorCode: z.string().min(1), errorMessage: z.string().default("") });

const sent = z.object({
  failedMessageList: z
    .array(z.object({ statusCode: z.string(), statusMessage: z.string().nullish() }))
    .default([]),
  messageList: z.array(z.object({ messageId: z.string().min(1), statusCode: z.string() })).default([]),
});

/** What may be believed of a send. Final is only what Solapi itself said in its own shapes. */
export function outcomeOfSend(answer: Answer): SendOutcome {
  if (answer.kind === "unreached") return { kind: "throttled", retryAfterSeconds: unreachablePauseSeconds };
  if (answer.kind === "unanswered") return { kind: "unclear", detail: answer.detail };
  const { status, json } = answer;
  if (status === 429) return { kind: "throttled", retryAfterSeconds: pauseOf(answer.retryAfter) };
  if (status >= 200 && status < 300) return outcomeOfAccepted(json);
  const refused = refusal.safeParse(json);
  if (status < 400 || status >= 500 || status === 408) return { kind: "unclear", detail: `HTTP ${status}` };
  const isShut = status === 401 || status === 403;
  if (!refused.success)
    return isShut
      ? { kind: "refused", code: String(status), message: `HTTP ${status}`, class: "config" }
      : { kind: "unclear", detail: `HTTP ${status}` };
  const { errorCode, errorMessage } = refused.data;
  return {
    kind: "refused",
    code: errorCode,
    message: errorMessage,
    class: isShut ? "config" : solapiClass(errorCode),
  };
}

function pauseOf(retryAfter: string | null): number {
  const seconds = Number(retryAfter ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 && retryAfter?.trim()
    ? Math.min(longestPauseSeconds, Math.ceil(seconds))
    : busyPauseSeconds;
}

/** One message was asked for: it stands in one of the two lists, or the answer is not to be believed. */
function outcomeOfAccepted(json: unknown): SendOutcome {
  const read = sent.safeParse(json);
  if (!read.success) return { kind: "unclear", detail: "unreadable answer" };
  const [failed] = read.data.failedMessageList;
  const [taken] = read.data.messageList;
  if (failed)
    return {
      kind: "refused",
      code: failed.statusCode,
      message: failed.statusMessage ?? "",
      class: solapiClass(failed.statusCode),
    };
  if (!taken) return { kind: "unclear", detail: "answer without a message" };
  return {
    kind: "accepted",
    sid: taken.messageId,
    status: solapiStatus(taken.statusCode, "PENDING", false),
    segments: 1,
  };
}

const yesOrNo = z.union([z.boolean(), z.literal(0), z.literal(1)]).nullish();

const listed = z.object({
  messageId: z.string().min(1),
  groupId: z.string().nullish(),
  type: z.string().nullish(),
  to: z.union([z.string(), z.array(z.string())]),
  from: z.string().nullish(),
  text: z.string().nullish(),
  status: z.string().nullish(),
  statusCode: z.string(),
  customFields: z.record(z.string(), z.unknown()).nullish(),
  replacement: yesOrNo,
  kakaoOptions: z.object({ disableSms: yesOrNo }).nullish(),
  dateCreated: z.iso.datetime({ offset: true }),
});

type Listed = z.infer<typeof listed>;

const page = z.object({ messageList: z.record(z.string(), z.unknown()), nextKey: z.string().nullish() });

/** One page of a list. Throws when the answer is not one: a listing that failed is no empty one. */
export function readPage(answer: Answer): { messages: Listed[]; nextKey: string | null } {
  if (answer.kind !== "answered" || answer.status !== 200)
    throw new Error(`solapi: no list: ${told(answer)}`);
  const read = page.safeParse(answer.json);
  if (!read.success) throw new Error("solapi: a list that cannot be read");
  const messages = Object.values(read.data.messageList).map((one) => {
    const message = listed.safeParse(one);
    if (!message.success) throw new Error("solapi: a listed message that cannot be read");
    return message.data;
  });
  return { messages, nextKey: read.data.nextKey || null };
}

/** What is known of an answer without quoting it: it can carry numbers and texts. */
export const told = (answer: Answer): string =>
  answer.kind === "answered"
    ? `HTTP ${answer.status}`
    : answer.kind === "unanswered"
      ? answer.detail
      : "unreached";

export function sentMessage(one: Listed): Omit<SentMessage, "cost"> & { groupId: string | null } {
  const isReplaced = one.replacement === true || one.replacement === 1;
  const sendsText = one.kakaoOptions?.disableSms === false || one.kakaoOptions?.disableSms === 0;
  const mayBeReplaced = one.type === "ATA" && sendsText && !isReplaced;
  const status = solapiStatus(one.statusCode, one.status, mayBeReplaced);
  const ourId = one.customFields?.[ourIdField];
  return {
    sid: one.messageId,
    groupId: one.groupId ?? null,
    ourId: typeof ourId === "string" ? ourId : null,
    status,
    to: e164Of(Array.isArray(one.to) ? (one.to[0] ?? "") : one.to),
    from: one.from ?? null,
    pool: null,
    body: one.text ?? "",
    createdAt: new Date(one.dateCreated),
    errorCode: status === "undelivered" || status === "failed" ? one.statusCode : null,
    segments: 1,
    deliveredAs: isReplaced && one.type !== "ATA" ? kindOfType(one.type) : null,
  };
}

const charge = z.object({
  requested: z.number().default(0),
  replacement: z.number().default(0),
  refund: z.number().default(0),
});
const group = z.object({ balance: charge.optional(), point: charge.optional() });

/** Won that a group of one message took from balance and points, what was given back taken off; null when it does not say. */
export function chargeOf(answer: Answer): number | null {
  if (answer.kind !== "answered" || answer.status !== 200) return null;
  const read = group.safeParse(answer.json);
  if (!read.success || (!read.data.balance && !read.data.point)) return null;
  return [read.data.balance, read.data.point]
    .map((one) => (one ? one.requested + one.replacement - one.refund : 0))
    .reduce((sum, won) => sum + won, 0);
}
