import type { StoredMessage } from "./message";

/** A phone as its owner sees it: texts it received and wrote. Canceled and scheduled ones never reached it. */
interface Phone {
  number: string;
  unread: number;
  lastAt: string;
  lastBody: string;
}

const phoneOf = (message: StoredMessage): string =>
  message.direction === "inbound" ? (message.from ?? "") : message.to;

const reachesPhone = (message: StoredMessage) =>
  message.status !== "canceled" && message.status !== "scheduled";

/** All phones, the one with the newest text first. */
export function phonesOf(messages: readonly StoredMessage[]): Phone[] {
  const phones = new Map<string, Phone>();
  for (const message of messages.filter(reachesPhone)) {
    const number = phoneOf(message);
    const unread = (phones.get(number)?.unread ?? 0) + (message.readAt === null ? 1 : 0);
    phones.delete(number);
    phones.set(number, { number, unread, lastAt: message.createdAt, lastBody: message.body });
  }
  return [...phones.values()].reverse();
}

export const threadOf = (messages: readonly StoredMessage[], number: string): StoredMessage[] =>
  messages.filter((message) => reachesPhone(message) && phoneOf(message) === number);
