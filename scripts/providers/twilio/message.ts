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
export interface StoredMessage {
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
  history: { status: MessageStatus; at: string }[];
  /** When the phone's owner opened the thread; unread until then. */
  readAt: string | null;
  /** A lagging list leaves the message out before this time, or for this many listings. */
  listedFrom: string | null;
  hiddenListings: number;
}

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

/** The resource in Twilio's own shape: counts and prices are strings, absent things are null. */
export function messageResource(message: StoredMessage) {
  const uri = `/2010-04-01/Accounts/${message.accountSid}/Messages/${message.sid}`;
  return {
    body: message.body,
    num_segments: String(message.segments),
    direction: message.direction,
    from: message.from,
    date_updated: rfc2822(message.updatedAt),
    price: null,
    error_message: message.errorCode === null ? null : (errorMessages[message.errorCode] ?? "Unknown error"),
    uri: `${uri}.json`,
    account_sid: message.accountSid,
    num_media: "0",
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
