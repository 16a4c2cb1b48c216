import type { Capabilities, OpenAccount, Outgoing, Provider, SendOutcome, SentMessage } from "../channel";
import { readCost } from "../money";
import { chargeOf, outcomeOfSend, readPage, sentMessage } from "./answers";
import { sendBody } from "./message-body";
import { koreanDigits } from "./phone";
import { ask } from "./request";
import { solapiClass } from "./status-codes";
import { forgetImage, imageIdOf } from "./stored-images";

/** Limits of the Korean carriers and of Kakao; list prices of Solapi's price list, without VAT. */
const capabilities = {
  channels: ["sms", "alimtalk"],
  kinds: ["sms", "lms", "mms", "alimtalk"],
  countries: ["KR"],
  receives: false,
  templates: true,
  fallback: true,
  finds: "by_our_id",
  callbacks: false,
  limits: {
    sms: { unit: "bytes", longest: 90 },
    lms: { unit: "bytes", longest: 2_000, subjectBytes: 40 },
    mms: { unit: "bytes", longest: 2_000, subjectBytes: 40 },
    alimtalk: { unit: "characters", longest: 1_000 },
  },
  picture: { contentTypes: ["image/jpeg"], bytes: 300_000, width: 1_500, height: 1_440 },
  prices: {
    currency: "KRW",
    micros: { sms: 20_000_000, lms: 50_000_000, mms: 200_000_000, alimtalk: 19_000_000 },
  },
} as const satisfies Capabilities;

async function send(account: OpenAccount, message: Outgoing): Promise<SendOutcome> {
  const wrong = unfitness(message);
  if (wrong) return { kind: "refused", ...wrong, class: "other" };
  const picture = message.kind === "mms" ? message.image : undefined;
  const image = picture && (await imageIdOf(account, picture.bytes));
  if (image?.kind === "not_stored") return image.outcome;
  const body = sendBody(message, image?.imageId);
  const outcome = outcomeOfSend(await ask(account, "POST", "messages/v4/send-many/detail", body));
  if (picture && outcome.kind === "refused") forgetImage(account, picture.bytes);
  return outcome;
}

/** What is wrong with a message before anything leaves; undefined for a good one. */
function unfitness({
  kind,
  to,
  from,
  image,
  alimtalk,
}: Outgoing): { code: string; message: string } | undefined {
  if (kind === "email") return { code: "kind", message: "Solapi sends no mail" };
  if (!koreanDigits(to)) return { code: "country", message: "Solapi reaches Korean numbers only" };
  if (!from) return { code: "sender", message: "No sender number is set" };
  if (kind === "alimtalk" && !alimtalk) return { code: "template", message: "An AlimTalk needs a template" };
  if (kind === "mms" && (!image || !isFitting(image)))
    return { code: "image", message: "An MMS needs a JPEG of at most 300 KB" };
  return undefined;
}

const isFitting = ({ bytes, contentType }: { bytes: Uint8Array; contentType: string }) =>
  contentType === "image/jpeg" &&
  bytes[0] === 0xff &&
  bytes[1] === 0xd8 &&
  bytes.length <= capabilities.picture.bytes;

const hour = 3_600_000;
const pageSize = 100;
/** A recipient has that many messages in an hour at most; a list without end is a broken one. */
const mostPages = 50;

/**
 * The messages that carry our id. The list knows no such filter: it is read by recipient and time (an hour of slack for the
 * provider's clock), and our id is compared here.
 */
async function find(
  account: OpenAccount,
  { to, ourId, since }: { to: string; ourId: string; since: Date },
): Promise<SentMessage[]> {
  const query = {
    to: koreanDigits(to) ?? to,
    dateType: "CREATED",
    startDate: new Date(since.getTime() - hour).toISOString(),
    limit: String(pageSize),
  };
  const found: SentMessage[] = [];
  let startKey: string | null = null;
  for (let pages = 0; pages < mostPages; pages += 1) {
    const parameters = new URLSearchParams({ ...query, ...(startKey ? { startKey } : {}) });
    const { messages, nextKey } = readPage(await ask(account, "GET", `messages/v4/list?${parameters}`));
    for (const one of messages.map(sentMessage)) if (one.ourId === ourId) found.push(withCost(one, null));
    if (!nextKey) return found;
    startKey = nextKey;
  }
  throw new Error("solapi: a list without end");
}

const ended = ["delivered", "undelivered", "failed"];

/** One message by its id; what it cost is asked of its group once it has ended, because failures are given back. */
async function fetchOne(account: OpenAccount, sid: string): Promise<SentMessage | null> {
  const parameters = new URLSearchParams({ messageId: sid });
  const { messages } = readPage(await ask(account, "GET", `messages/v4/list?${parameters}`));
  const listed = messages.find((one) => one.messageId === sid);
  if (!listed) return null;
  const one = sentMessage(listed);
  if (!one.groupId || !ended.includes(one.status)) return withCost(one, null);
  const group = await ask(account, "GET", `messages/v4/groups/${encodeURIComponent(one.groupId)}`);
  return withCost(one, chargeOf(group));
}

function withCost({ groupId: _, ...one }: ReturnType<typeof sentMessage>, won: number | null): SentMessage {
  return { ...one, cost: won === null ? null : readCost(won, "KRW") };
}

/** Solapi's texts and AlimTalk, by a thin client of ours: theirs resends a POST whose answer was lost. */
export const solapi: Provider = {
  name: "solapi",
  capabilities,
  classOf: solapiClass,
  send,
  find,
  fetch: fetchOne,
};
