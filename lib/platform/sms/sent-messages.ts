import { clientOf, type SmsAccount } from "./client";

/** A message as the provider knows it. */
export interface SentMessage {
  sid: string;
  status: string;
  to: string;
  from: string | null;
  messagingServiceSid: string | null;
  body: string;
  createdAt: Date;
  /** Absent until the provider has handed the message on. */
  sentAt: Date | null;
  errorCode: number | null;
  segments: number;
  /** What Twilio charged: a negative decimal such as "-0.00750"; null until it knows. */
  price: string | null;
  priceUnit: string | null;
}

type Listed = Awaited<ReturnType<ReturnType<typeof clientOf>["messages"]["list"]>>[number];

const sentMessage = (one: Listed): SentMessage => ({
  sid: one.sid,
  status: one.status,
  to: one.to,
  from: one.from || null,
  messagingServiceSid: one.messagingServiceSid || null,
  body: one.body,
  createdAt: one.dateCreated,
  sentAt: one.dateSent && !Number.isNaN(one.dateSent.getTime()) ? one.dateSent : null,
  errorCode: one.errorCode || null,
  segments: Number(one.numSegments ?? 0),
  price: one.price || null,
  priceUnit: one.priceUnit || null,
});

const hour = 3_600_000;

/**
 * Everything the provider lists for a number, created since a time (an hour of slack for its clock), for
 * reconciling. Asks twice: by DateSent, which Twilio compares by whole UTC days, and without, because a message not
 * yet sent has no DateSent and matches no such filter. Throws when a listing fails: that is not an empty one.
 */
export async function findSent(
  account: SmsAccount,
  { to, since, limit = 2000 }: { to: string; since: Date; limit?: number },
): Promise<SentMessage[]> {
  const from = new Date(since.getTime() - hour);
  const fromDay = new Date(`${from.toISOString().slice(0, 10)}T00:00:00Z`);
  const messages = clientOf(account).messages;
  const found = new Map<string, SentMessage>();
  for (const filter of [{ dateSentAfter: fromDay }, {}]) {
    const listed = await messages.list({ to, ...filter, pageSize: 100, limit });
    for (const one of listed) if (one.direction !== "inbound") found.set(one.sid, sentMessage(one));
  }
  return [...found.values()].filter((one) => one.createdAt >= from);
}

/** The provider's present word on one message; null when it knows no such message. Throws when it does not answer. */
export async function fetchSent(account: SmsAccount, sid: string): Promise<SentMessage | null> {
  try {
    return sentMessage(await clientOf(account).messages(sid).fetch());
  } catch (error) {
    if ((error as { status?: unknown }).status === 404) return null;
    throw error;
  }
}
