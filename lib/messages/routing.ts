import type { Capabilities, ChannelName, MessageKind, ProviderName } from "@/lib/platform/channels/channel";

import type { MessageClass } from "./message-class";
import { koreanBytes } from "./text-length";

/** What routing asks of an account: what its provider can do, what the owner uses it for, and in which order. */
export interface RoutableAccount {
  provider: { name: ProviderName; capabilities: Capabilities };
  channels: readonly ChannelName[];
  /** Of several that could carry a message the lowest goes first. */
  priority: number;
}

export interface RouteQuestion {
  channel: ChannelName;
  /** ISO code of the recipient's number; of a mail it does not count. */
  country: string;
  messageClass: MessageClass;
  /** The words as they would leave: their length decides between a text and a long one. */
  body: string;
  subject: string;
  /** A picture goes along. */
  picture: boolean;
  /** Providers of which the tenant proved that Korean advertising may go through them (row 25). */
  proofs: ReadonlySet<ProviderName>;
}

/** `NO_ACCOUNT` waits for the owner; the others are about this message and end it. */
export type RouteObjection = "NO_ACCOUNT" | "COUNTRY_UNREACHED" | "NO_PICTURES";

export type Route<Account> =
  | { account: Account; kind: MessageKind; objection: null }
  | { account: null; kind: null; objection: RouteObjection };

const none = (objection: RouteObjection) => ({ account: null, kind: null, objection }) as const;

/**
 * The account that carries a message and the kind it leaves as. Of those that can: first one that may (advertising to Korea
 * needs a certified sender, Network Act Art. 50-3(1)), then by the owner's order, then one that is at home in the country
 * before one that reaches it from abroad, then the first given. Where none may, it is the gate that says so.
 */
export function routeOf<Account extends RoutableAccount>(
  question: RouteQuestion,
  accounts: readonly Account[],
): Route<Account> {
  const used = accounts.filter(
    ({ channels, provider }) =>
      channels.includes(question.channel) && provider.capabilities.channels.includes(question.channel),
  );
  if (used.length === 0) return none("NO_ACCOUNT");
  const reaching = used.filter(({ provider }) => reaches(provider.capabilities, question));
  if (reaching.length === 0) return none("COUNTRY_UNREACHED");
  const able = reaching.flatMap((account) => {
    const kind = kindOf(account.provider.capabilities, question);
    return kind ? [{ account, kind }] : [];
  });
  const [best] = able.toSorted(
    (one, other) =>
      Number(needsProof(one.account, question)) - Number(needsProof(other.account, question)) ||
      one.account.priority - other.account.priority ||
      Number(isAbroad(one.account)) - Number(isAbroad(other.account)),
  );
  return best ? { ...best, objection: null } : none("NO_PICTURES");
}

/** Twilio is not known to hold 전송자격인증, so a tenant records its own proof; Korean sellers are certified to be in business. */
export const needsProof = (
  { provider }: RoutableAccount,
  {
    channel,
    country,
    messageClass,
    proofs,
  }: Pick<RouteQuestion, "channel" | "country" | "messageClass" | "proofs">,
): boolean =>
  messageClass === "advertising" &&
  channel === "sms" &&
  country === "KR" &&
  provider.name === "twilio" &&
  !proofs.has("twilio");

const isAbroad = ({ provider }: RoutableAccount) => provider.capabilities.countries === "all";

const reaches = ({ countries }: Capabilities, { channel, country }: RouteQuestion) =>
  channel === "email" || countries === "all" || countries.includes(country);

/** Where bytes are counted a subject or a 91st byte makes a long text; elsewhere a text is cut into segments. */
function kindOf(capabilities: Capabilities, question: RouteQuestion): MessageKind | null {
  const { channel, country, body, subject, picture } = question;
  if (channel !== "sms") return channel;
  if (picture) return can(capabilities, "mms", country) ? "mms" : null;
  return textKind(capabilities, { body, subject });
}

/** A text or a long one, as this provider counts. */
export function textKind(
  { limits, kinds }: Capabilities,
  { body, subject }: { body: string; subject: string },
): "sms" | "lms" {
  if (!kinds.includes("lms") || limits.sms?.unit !== "bytes") return "sms";
  return subject !== "" || koreanBytes(body) > limits.sms.longest ? "lms" : "sms";
}

const can = ({ kinds, kindCountries }: Capabilities, kind: MessageKind, country: string) =>
  kinds.includes(kind) && (kindCountries?.[kind]?.includes(country) ?? true);
