import { classOfCode } from "@/lib/platform/sms/error-classes";
import { fetchSent, findSent, type SentMessage as ListedText } from "@/lib/platform/sms/sent-messages";
import { sendSms } from "@/lib/platform/sms/sms";
import type { Capabilities, OpenAccount, Outgoing, Provider, SendOutcome, SentMessage } from "./channel";
import { readCost } from "./money";

/**
 * Texts up to 1,600 characters, billed by the segment; pictures only to North America. Its prices differ by country and
 * change: these are rounded up from what a text to Korea was listed at, so that a budget is not overrun unseen.
 */
const capabilities: Capabilities = {
  channels: ["sms"],
  kinds: ["sms", "mms"],
  countries: "all",
  kindCountries: { mms: ["US", "CA"] },
  receives: true,
  templates: false,
  fallback: false,
  finds: "by_recipient",
  callbacks: true,
  limits: {
    sms: { unit: "characters", longest: 1_600 },
    mms: { unit: "characters", longest: 1_600 },
  },
  // Twilio takes 5 MB in all; what a carrier finds too large it makes smaller itself.
  picture: {
    contentTypes: ["image/jpeg", "image/png", "image/gif"],
    bytes: 5_000_000,
    width: 10_000,
    height: 10_000,
  },
  prices: { currency: "USD", micros: { sms: 50_000, mms: 50_000 } },
};

const opened = (account: OpenAccount) => ({
  accountSid: account.key,
  authToken: account.secret,
  apiBaseUrl: account.baseUrl,
  timeoutMs: account.timeoutMs,
});

async function send(account: OpenAccount, message: Outgoing): Promise<SendOutcome> {
  if (message.kind !== "sms" && message.kind !== "mms")
    return { kind: "refused", code: "kind", message: `Twilio sends no ${message.kind}`, class: "config" };
  return sendSms(opened(account), {
    to: message.to,
    from: message.from,
    messagingServiceSid: message.pool,
    body: message.body,
    mediaUrl: message.kind === "mms" ? message.image?.publicUrl : undefined,
    statusCallbackUrl: message.statusCallbackUrl,
    validityPeriodSeconds: message.validityPeriodSeconds,
  });
}

const sentMessage = (one: ListedText): SentMessage => ({
  sid: one.sid,
  ourId: null,
  status: one.status,
  to: one.to,
  from: one.from,
  pool: one.messagingServiceSid,
  body: one.body,
  createdAt: one.createdAt,
  errorCode: one.errorCode === null ? null : String(one.errorCode),
  segments: one.segments,
  deliveredAs: null,
  cost: one.price === null ? null : readCost(one.price, one.priceUnit),
});

/** Twilio's texts and Messaging Services. Its list knows nothing of our id: a text is found by its recipient. */
export const twilio: Provider = {
  name: "twilio",
  capabilities,
  classOf: (code) => classOfCode(Number(code)),
  send,
  find: async (account, { to, since }) => (await findSent(opened(account), { to, since })).map(sentMessage),
  fetch: async (account, sid) => {
    const sent = await fetchSent(opened(account), sid);
    return sent && sentMessage(sent);
  },
};
