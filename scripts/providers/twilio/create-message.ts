import { type ProviderAccount, poolOf } from "./accounts";
import type { StoredMessage } from "./message";
import { type Messages, newSid } from "./messages";
import { magicFrom, magicTo, refusal } from "./refusals";
import { segmentCount } from "./segments";

/** Form fields as posted; the last of a repeated field counts, as it does for single-valued fields at Twilio. */
type Form = URLSearchParams;

const e164 = /^\+[1-9]\d{6,14}$/;
const isNumber = (text: string) =>
  e164.test(text) &&
  (!text.startsWith("+1") || text.length === 12) &&
  (!/^\+8210/.test(text) || text.length === 13);
/** Korea takes texts on mobile numbers only. */
const isKoreanLandline = (to: string) => to.startsWith("+82") && !/^\+821[016789]/.test(to);

/** Checks a create request as Twilio does and returns the message that would be stored. Throws a `TwilioRefusal`. */
export function newMessage(
  account: ProviderAccount,
  form: Form,
  messages: Messages,
  now: Date,
  receivedAtRealTime: Date,
): StoredMessage {
  const media = form.getAll("MediaUrl");
  const { to, body } = checkedRecipient(form, media);
  const { from, messagingServiceSid } = checkedSender(account, form, to);
  checkRoute(account, messages, to, messagingServiceSid ?? from ?? "");
  const sendAt = checkedSchedule(form, messagingServiceSid, now);
  const at = now.toISOString();
  const status = sendAt ? "scheduled" : messagingServiceSid ? "accepted" : "queued";
  return {
    sid: newSid(media.length > 0 ? "MM" : "SM"),
    accountSid: account.sid,
    messagingServiceSid,
    from,
    to,
    body,
    direction: "outbound-api",
    status,
    errorCode: null,
    segments: messagingServiceSid ? 0 : segmentCount(body),
    createdAt: at,
    updatedAt: at,
    sentAt: null,
    sendAt,
    receivedAtRealTime: receivedAtRealTime.toISOString(),
    statusCallback: checkedCallback(form),
    validityPeriodSeconds: checkedValidity(form),
    media,
    history: [{ status, at }],
    readAt: null,
    listedFrom: null,
    hiddenListings: 0,
  };
}

function checkedRecipient(form: Form, media: string[]) {
  const to = form.get("To");
  const body = form.get("Body") ?? "";
  if (!to) throw refusal(21604);
  if (!isNumber(to)) throw refusal(21211);
  if (!body && media.length === 0) throw refusal(21602);
  if (media.length > 10 || !media.every((url) => URL.canParse(url))) throw refusal(21620);
  if (body.length > 1600) throw refusal(21617);
  return { to, body };
}

function checkedSender(account: ProviderAccount, form: Form, to: string) {
  const from = form.get("From") || null;
  const messagingServiceSid = form.get("MessagingServiceSid") || null;
  if (messagingServiceSid) {
    const pool = poolOf(account, messagingServiceSid);
    if (!pool) throw refusal(21705);
    if (pool.length === 0) throw refusal(21703);
    if (from && !pool.includes(from)) throw refusal(21606);
    return { from, messagingServiceSid };
  }
  if (!from) throw refusal(21603);
  const magic = magicFrom[from];
  if (magic) throw refusal(magic);
  if (!isNumber(from) && !/^\+?\d{3,15}$/.test(from)) throw refusal(21212);
  if (account.numbers && !account.numbers.includes(from)) throw refusal(21606);
  if (from === to) throw refusal(21266);
  return { from, messagingServiceSid };
}

function checkRoute(account: ProviderAccount, messages: Messages, to: string, sender: string) {
  const magic = magicTo[to];
  if (magic) throw refusal(magic);
  if (account.blockedPrefixes?.some((prefix) => to.startsWith(prefix))) throw refusal(21408);
  if (account.verifiedNumbers && !account.verifiedNumbers.includes(to)) throw refusal(21608);
  if (isKoreanLandline(to)) throw refusal(21614);
  if (messages.optedOut(account.sid, sender, to)) throw refusal(21610);
}

function checkedSchedule(form: Form, messagingServiceSid: string | null, now: Date): string | null {
  if (!form.has("ScheduleType")) return null;
  if (!messagingServiceSid) throw refusal(35118);
  const sendAt = form.get("SendAt");
  if (!sendAt) throw refusal(35111);
  const ahead = Date.parse(sendAt) - now.getTime();
  if (!(ahead > 300_000 && ahead <= 35 * 86_400_000)) throw refusal(35114);
  return new Date(sendAt).toISOString();
}

/** Unlike Twilio, a loopback address is fine here. */
function checkedCallback(form: Form): string | null {
  const url = form.get("StatusCallback");
  if (!url) return null;
  if (!URL.canParse(url) || !/^https?:/.test(url)) throw refusal(21609);
  return url;
}

function checkedValidity(form: Form): number | null {
  const text = form.get("ValidityPeriod");
  if (text === null) return null;
  const seconds = Number(text);
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > 36_000) throw refusal(20422);
  return seconds;
}
