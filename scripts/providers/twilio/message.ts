import type { Listing } from "../faults";
import type { PhoneText } from "../phones";

/** The statuses of Twilio's message resource that this server uses. */
export type MessageStatus =
  | "accepted"
  | "scheduled"
  | "queued"
  | "sending"
  | "sent"
  | "delivered"
  | "undelivered"
  | "failed"
  | "canceled"
  | "received";

/** A message as the provider remembers it. Times are ISO strings with milliseconds, in business time. */
export interface StoredMessage extends Listing {
  sid: string;
  accountSid: string;
  messagingServiceSid: string | null;
  from: string | null;
  to: string;
  body: string;
  direction: "inbound" | "outbound-api";
  status: MessageStatus;
  errorCode: number | null;
  /** "0" in answers until a number pool has picked a sender. */
  segments: number;
  createdAt: string;
  updatedAt: string;
  sentAt: string | null;
  sendAt: string | null;
  /** Real time of the request, for latency figures that a moved business clock must not bend. */
  receivedAtRealTime: string;
  statusCallback: string | null;
  validityPeriodSeconds: number | null;
  /** Pictures of an MMS by their addresses. */
  media: string[];
  history: { status: MessageStatus; at: string }[];
  /** When the phone's owner opened the thread; unread until then. */
  readAt: string | null;
}

/** What the phone's owner sees of it. */
export const phoneText = (message: StoredMessage): PhoneText => ({
  sid: message.sid,
  provider: "twilio",
  kind: message.media.length > 0 ? "mms" : "sms",
  from: message.from,
  to: message.to,
  subject: null,
  body: message.body,
  pictures: message.media,
  direction: message.direction,
  status: message.status,
  errorCode: message.errorCode === null ? null : String(message.errorCode),
  segments: message.segments,
  createdAt: message.createdAt,
  readAt: message.readAt,
});

export const finalStatuses: readonly MessageStatus[] = [
  "delivered",
  "undelivered",
  "failed",
  "canceled",
  "received",
];

/** Twilio prints dates as RFC 2822 in GMT: "Thu, 24 Aug 2023 05:01:45 +0000". */
export const rfc2822 = (iso: string | null): string | null =>
  iso === null ? null : new Date(iso).toUTCString().replace("GMT", "+0000");

const errorMessages: Record<number, string> = {
  30001: "Queue overflow",
  30003: "Unreachable destination handset",
  30004: "Message blocked",
  30005: "Unknown destination handset",
  30006: "Landline or unreachable carrier",
  30007: "Message filtered",
  30008: "Unknown error",
};

/** Twilio tells a price once it has handed the message on; nothing is charged for what failed. */
function priceOf(message: StoredMessage): string | null {
  if (message.direction === "inbound" || message.sentAt === null) return null;
  return message.status === "failed" ? null : (-0.0502 * Math.max(1, message.segments)).toFixed(5);
}

/** The resource in Twilio's own shape: counts and prices are strings, absent things are null. */
export function messageResource(message: StoredMessage) {
  const uri = `/2010-04-01/Accounts/${message.accountSid}/Messages/${message.sid}`;
  return {
    body: message.body,
    num_segments: String(message.segments),
    direction: message.direction,
    from: message.from,
    date_updated: rfc2822(message.updatedAt),
    price: priceOf(message),
    error_message: message.errorCode === null ? null : (errorMessages[message.errorCode] ?? "Unknown error"),
    uri: `${uri}.json`,
    account_sid: message.accountSid,
    num_media: String(message.media.length),
    to: message.to,
    date_created: rfc2822(message.createdAt),
    status: message.status,
    sid: message.sid,
    date_sent: rfc2822(message.sentAt),
    messaging_service_sid: message.messagingServiceSid,
    error_code: message.errorCode,
    price_unit: "USD",
    api_version: "2010-04-01",
    subresource_uris: { media: `${uri}/Media.json` },
  };
}
