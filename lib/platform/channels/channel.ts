/** The ways to a customer. Web push goes to owner and staff only and is no way to a customer. */
export const channelNames = ["sms", "alimtalk", "email"] as const;
export type ChannelName = (typeof channelNames)[number];

/** What a message leaves as: a channel's sort, each with its own limits and price. */
export const messageKinds = ["sms", "lms", "mms", "alimtalk", "email"] as const;
export type MessageKind = (typeof messageKinds)[number];

export const providerNames = ["twilio", "solapi", "smtp"] as const;
export type ProviderName = (typeof providerNames)[number];

/** An account at a provider, opened: its secret stays in memory and reaches no log. */
export interface OpenAccount {
  provider: ProviderName;
  /** Twilio's account SID, Solapi's API key, the user of a mail server. */
  key: string;
  secret: string;
  /** Where to ask instead of the provider's own address: the local servers of demo and tests, or a mail server. */
  baseUrl?: string | undefined;
  /** Milliseconds to wait for an answer; 15,000 unless told. */
  timeoutMs?: number | undefined;
}

/** One message as it leaves; all of it was judged by the gate beforehand. */
export interface Outgoing {
  /** Our opaque id of this send, which comes back in callbacks, listings or the Message-ID. */
  ourId: string;
  kind: MessageKind;
  /** E.164, or one bare e-mail address. */
  to: string;
  /** A number of the account (digits as registered, or E.164), or the address a mail comes from. */
  from?: string | undefined;
  /** A pool of numbers that picks the sender. */
  pool?: string | undefined;
  /** LMS, MMS and mail. */
  subject?: string | undefined;
  body: string;
  /** Of a mail: the same words for programs that show HTML. */
  html?: string | undefined;
  image?: { bytes: Uint8Array; contentType: string; publicUrl: string } | undefined;
  alimtalk?: AlimTalk | undefined;
  /** Of advertising mail: List-Unsubscribe and its one-click form (RFC 8058). */
  unsubscribeUrl?: string | undefined;
  statusCallbackUrl: string;
  /** How long the provider may keep trying. */
  validityPeriodSeconds: number;
}

/** An approved template of a Kakao channel with its values, and what the provider sends where Kakao cannot deliver. */
export interface AlimTalk {
  channelId: string;
  templateId: string;
  /** By variable name without `#{}`. */
  variables: Record<string, string>;
  fallback?: { kind: "sms" | "lms"; body: string; subject?: string } | undefined;
}

/**
 * What a refusal means for us. Only the first three are about the recipient: a dead address, a carrier told to stop everything, an
 * 080 call against advertising.
 */
export type RefusalClass = "bad_number" | "opted_out" | "ads_refused" | "config" | "filtered" | "other";

export type SendOutcome =
  | { kind: "accepted"; sid: string; status: string; segments: number }
  /** Certainly not sent; may be tried again after the pause. */
  | { kind: "throttled"; retryAfterSeconds: number }
  /** Certainly not sent, and never will be like this. `code` and `message` are the provider's own words. */
  | { kind: "refused"; code: string; message: string; class: RefusalClass }
  /** Perhaps sent. Must not be sent again before reconciling. */
  | { kind: "unclear"; detail: string };

/** A message as the provider knows it. */
export interface SentMessage {
  sid: string;
  /** Our own id where the provider gives it back; null where it does not. */
  ourId: string | null;
  status: string;
  to: string;
  from: string | null;
  pool: string | null;
  body: string;
  createdAt: Date;
  errorCode: string | null;
  segments: number;
  /** What it arrived as, where that can differ from what it left as: the text in an AlimTalk's stead. */
  deliveredAs: MessageKind | null;
  /** What it cost in the end, in millionths of the currency; null while the provider does not say. */
  cost: { micros: bigint; currency: string } | null;
}

/** What a provider can do; declared, so that routing, gate and editor ask instead of knowing names. */
export interface Capabilities {
  channels: readonly ChannelName[];
  kinds: readonly MessageKind[];
  /** ISO codes it reaches; "all" for mail and world-wide carriers. */
  countries: "all" | readonly string[];
  /** Kinds that reach fewer countries than the rest. */
  kindCountries?: Partial<Record<MessageKind, readonly string[]>>;
  /** Can people answer it? */
  receives: boolean;
  /** Does it send approved templates only? */
  templates: boolean;
  /** Does it send a text by itself where an AlimTalk cannot be delivered? */
  fallback: boolean;
  /** How a send of unknown end is found again. Mail servers list nothing. */
  finds: "by_recipient" | "by_our_id" | "never";
  callbacks: boolean;
  /** Longest text of each kind, in the unit the provider counts. */
  limits: Partial<
    Record<MessageKind, { unit: "characters" | "bytes"; longest: number; subjectBytes?: number }>
  >;
  /** What a picture may be at most. */
  picture?: { contentTypes: readonly string[]; bytes: number; width: number; height: number };
  /** List prices in millionths of the currency, per message (Twilio: per segment). Owners set their own. */
  prices: { currency: string; micros: Partial<Record<MessageKind, number>> };
}

/** One provider. Nothing in it repeats a send: exactly one POST or one SMTP transaction leaves per call. */
export interface Provider {
  name: ProviderName;
  capabilities: Capabilities;
  /** What an error code means for us, of a refused send or of a message that failed later. */
  classOf: (code: string) => RefusalClass;
  /** Never throws for anything the provider or the network does; the outcome says what may be believed. */
  send: (account: OpenAccount, message: Outgoing) => Promise<SendOutcome>;
  /** All it lists for a recipient, or under our own id, since a time. Throws when a listing fails: that is not an empty one. */
  find: (account: OpenAccount, wanted: { to: string; ourId: string; since: Date }) => Promise<SentMessage[]>;
  /** Its present word on one message; null when it knows no such message. Throws when it does not answer. */
  fetch: (account: OpenAccount, sid: string) => Promise<SentMessage | null>;
}
