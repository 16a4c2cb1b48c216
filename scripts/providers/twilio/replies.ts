import { z } from "zod";
import type { Accounts } from "./accounts";
import type { StoredMessage } from "./message";
import { type Messages, newSid } from "./messages";
import { segmentCount } from "./segments";
import type { WebhookCall, Webhooks } from "./webhooks";

export const replyInput = z.strictObject({
  /** The phone that writes, and the number it writes to. */
  from: z.string(),
  to: z.string(),
  body: z.string().max(1600),
  /** The same message posted so many times, as after lost answers. */
  times: z.number().int().min(1).max(20).default(1),
});

const optOutWords: Record<"STOP" | "START" | "HELP", readonly string[]> = {
  STOP: ["STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT"],
  START: ["START", "YES", "UNSTOP"],
  HELP: ["HELP", "INFO"],
};

/** Advanced Opt-Out knows whole-message keywords, and only for phones that can text back: +1. */
function optOutType(phone: string, body: string): "STOP" | "START" | "HELP" | undefined {
  if (!phone.startsWith("+1")) return undefined;
  const word = body.trim().replace(/[.!]$/, "").toUpperCase();
  return (["STOP", "START", "HELP"] as const).find((type) => optOutWords[type].includes(word));
}

interface Parts {
  messages: Messages;
  accounts: Accounts;
  webhooks: Webhooks;
  now: () => Date | Promise<Date>;
  realNow: () => Date;
}

/** Texts written on a phone: stored, then posted to the inbound webhook of the account it last heard from. */
export function createReplies({ messages, accounts, webhooks, now, realNow }: Parts) {
  function conversation(phone: string, number: string): StoredMessage | undefined {
    return messages
      .all()
      .findLast((one) => one.direction === "outbound-api" && one.to === phone && one.from === number);
  }

  /** Resolves with the webhook's answers; empty when the account has no inbound address. */
  return async function reply(input: z.input<typeof replyInput>) {
    const { from, to, body, times } = replyInput.parse(input);
    const last = conversation(from, to);
    const account = last
      ? accounts.find(last.accountSid)
      : (accounts.all().find((one) => one.numbers?.includes(to)) ?? accounts.all()[0]);
    if (!account) throw new Error("no account is known yet");
    const service = last?.messagingServiceSid ?? null;
    const type = optOutType(from, body);
    if (type === "STOP") messages.optOut(account.sid, service ?? to, from);
    if (type === "START") messages.optIn(account.sid, service ?? to, from);
    const at = (await now()).toISOString();
    const message: StoredMessage = {
      sid: newSid("SM"),
      accountSid: account.sid,
      messagingServiceSid: service,
      from,
      to,
      body,
      direction: "inbound",
      status: "received",
      errorCode: null,
      segments: segmentCount(body),
      createdAt: at,
      updatedAt: at,
      sentAt: at,
      sendAt: null,
      receivedAtRealTime: realNow().toISOString(),
      statusCallback: null,
      validityPeriodSeconds: null,
      media: [],
      history: [{ status: "received", at }],
      readAt: at,
      listedFrom: null,
      hiddenListings: 0,
    };
    messages.add(message);
    const params: Record<string, string> = {
      ToCountry: "",
      SmsMessageSid: message.sid,
      NumMedia: "0",
      SmsSid: message.sid,
      SmsStatus: "received",
      FromCountry: from.startsWith("+82") ? "KR" : from.startsWith("+1") ? "US" : "",
      Body: body,
      To: to,
      NumSegments: String(message.segments),
      MessageSid: message.sid,
      AccountSid: account.sid,
      From: from,
      ApiVersion: "2010-04-01",
      ...(service ? { MessagingServiceSid: service } : {}),
      ...(type ? { OptOutType: type } : {}),
    };
    const posts: WebhookCall[] = [];
    for (let count = 0; account.inboundUrl && count < times; count += 1) {
      posts.push(await webhooks.post(account.inboundUrl, params, account.authToken));
    }
    return { sid: message.sid, posts };
  };
}
