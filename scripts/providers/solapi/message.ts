import type { Listing } from "../faults";
import type { PhoneText } from "../phones";
import { statusMessages } from "./refusals";

export const messageTypes = ["SMS", "LMS", "MMS", "ATA"] as const;
export type MessageType = (typeof messageTypes)[number];

/** Won without VAT, as the price list has them. */
export const prices: Record<MessageType, number> = { SMS: 20, LMS: 50, MMS: 200, ATA: 19 };

/** A message as Solapi remembers it, in a group of its own. Times are ISO strings in business time. */
export interface SolapiMessage extends Listing {
  messageId: string;
  groupId: string;
  apiKey: string;
  type: MessageType;
  /** Digits only. */
  to: string;
  from: string | null;
  /** Of an AlimTalk: what goes in its stead. */
  text: string | null;
  subject: string | null;
  imageId: string | null;
  kakaoOptions: { pfId: string; templateId: string; disableSms: boolean } | null;
  /** What Kakao shows: the template with its values. */
  kakaoText: string | null;
  customFields: Record<string, string>;
  statusCode: string;
  status: "PENDING" | "SENDING" | "COMPLETE";
  replacement: boolean;
  /** What it took, took for the text in its stead, and gave back. */
  charge: { requested: number; replacement: number; refund: number };
  createdAt: string;
  updatedAt: string;
  receivedAtRealTime: string;
  history: { statusCode: string; at: string }[];
  readAt: string | null;
}

/** The message in the shape of `messages/v4/list`. */
export const messageResource = (message: SolapiMessage) => ({
  _id: message.messageId,
  messageId: message.messageId,
  groupId: message.groupId,
  type: message.type,
  country: "82",
  to: message.to,
  from: message.from,
  text: message.text,
  subject: message.subject,
  imageId: message.imageId,
  kakaoOptions: message.kakaoOptions,
  customFields: message.customFields,
  status: message.status,
  statusCode: message.statusCode,
  reason: statusMessages[message.statusCode] ?? null,
  replacement: message.replacement,
  resendCount: 0,
  autoTypeDetect: false,
  networkName: null,
  dateCreated: message.createdAt,
  dateUpdated: message.updatedAt,
  dateReceived: message.statusCode === "4000" ? message.updatedAt : null,
  log: [],
});

/** The charge of a group in the shape of `messages/v4/groups/{id}`. */
export const groupResource = (message: SolapiMessage) => {
  const { requested, replacement, refund } = message.charge;
  return {
    groupId: message.groupId,
    status: message.status,
    balance: { requested, replacement, refund, sum: requested + replacement - refund },
    point: { requested: 0, replacement: 0, refund: 0, sum: 0 },
    dateCreated: message.createdAt,
    dateUpdated: message.updatedAt,
  };
};

const kinds = { SMS: "sms", LMS: "lms", MMS: "mms", ATA: "alimtalk" } as const;

/** What the phone's owner sees: Kakao's words, or the text in their stead. */
export const phoneText = (message: SolapiMessage): PhoneText => ({
  sid: message.messageId,
  provider: "solapi",
  kind: kinds[message.type],
  from:
    message.type === "ATA"
      ? (message.kakaoOptions?.pfId ?? null)
      : (message.from?.replace(/^0/, "+82") ?? null),
  to: message.to.replace(/^0/, "+82"),
  subject: message.subject,
  body: (message.type === "ATA" ? message.kakaoText : message.text) ?? "",
  pictures: [],
  direction: "outbound-api",
  status: phoneStatus(message),
  errorCode: isFailed(message) ? message.statusCode : null,
  segments: 0,
  createdAt: message.createdAt,
  readAt: message.readAt,
});

export const isFailed = ({ status, statusCode }: SolapiMessage) =>
  status === "COMPLETE" && statusCode !== "4000";

function phoneStatus(message: SolapiMessage): string {
  if (message.statusCode === "2100") return "scheduled";
  if (isFailed(message)) return "undelivered";
  return message.status === "COMPLETE" ? "delivered" : message.status === "SENDING" ? "sent" : "queued";
}
