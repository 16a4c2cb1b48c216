/** A text, picture message or AlimTalk as it lies on a phone, whoever carried it there. */
export interface PhoneText {
  sid: string;
  provider: "twilio" | "solapi";
  kind: "sms" | "lms" | "mms" | "alimtalk";
  /** A number; of an AlimTalk, the Kakao channel. */
  from: string | null;
  to: string;
  subject: string | null;
  body: string;
  /** Addresses of its pictures. */
  pictures: string[];
  direction: "inbound" | "outbound-api";
  status: string;
  errorCode: string | null;
  segments: number;
  createdAt: string;
  readAt: string | null;
}

/** What another provider put on the same phones. */
export interface OtherTexts {
  texts: () => PhoneText[];
  /** Returns how many became read. */
  markRead: (number: string, at: string) => number;
}

/** A phone as its owner sees it: texts it received and wrote. Canceled and scheduled ones never reached it. */
interface Phone {
  number: string;
  unread: number;
  lastAt: string;
  lastBody: string;
}

const phoneOf = (text: PhoneText): string => (text.direction === "inbound" ? (text.from ?? "") : text.to);

const reachesPhone = (text: PhoneText) => text.status !== "canceled" && text.status !== "scheduled";

/** Two lists, each oldest first, as one. */
export const inOrder = (one: PhoneText[], other: PhoneText[]): PhoneText[] =>
  other.length === 0
    ? one
    : [...one, ...other].sort((left, right) => left.createdAt.localeCompare(right.createdAt));

/** All phones, the one with the newest text first. */
export function phonesOf(texts: readonly PhoneText[]): Phone[] {
  const phones = new Map<string, Phone>();
  for (const text of texts.filter(reachesPhone)) {
    const number = phoneOf(text);
    const unread = (phones.get(number)?.unread ?? 0) + (text.readAt === null ? 1 : 0);
    phones.delete(number);
    phones.set(number, { number, unread, lastAt: text.createdAt, lastBody: text.body });
  }
  return [...phones.values()].reverse();
}

export const threadOf = (texts: readonly PhoneText[], number: string): PhoneText[] =>
  texts.filter((text) => reachesPhone(text) && phoneOf(text) === number);
