import type { MessageKind } from "@/lib/platform/channels/channel";

import { composeText, withFallbacks } from "./composing";
import { estimateOf } from "./cost";
import { wonOf } from "./limits/money";
import { type RoutableAccount, routeOf, textKind } from "./routing";
import { KOREAN_LIMITS, koreanBytes, segmentsOf, TWILIO_LONGEST_BODY } from "./text-length";
import type { Wording } from "./wording";

/** From the least to the most among the people it was counted for. */
export interface Range {
  from: number;
  to: number;
}

/** What a text is counted for: whoever it may go to. */
export interface CountedFor {
  values: Readonly<Record<string, string | undefined>>;
  /** ISO code of the number. */
  country: string;
}

/** An account as counting needs it; it may stand for one that the business does not have (yet). */
export interface CountingAccount extends RoutableAccount {
  /** The owner's own prices, in millionths of the provider's currency. */
  prices: Partial<Record<MessageKind, number>>;
}

/** What a text comes to at one provider. */
export interface TextCount {
  /** Bytes of Korean carriers, or the units of segments. */
  length: Range;
  /** Longest that still costs what it costs now; null where there is no next step. */
  limit: number | null;
  subjectBytes: Range;
  subjectTooLong: boolean;
  segments: Range;
  encodings: ("gsm7" | "ucs2")[];
  /** What it leaves as, of each person; two where a longer name tips it over. */
  kinds: (MessageKind | "too_long")[];
  /** In millionths of a won, as budgets reckon; null where no price is known. */
  price: Range | null;
}

const least = (numbers: readonly number[]) => Math.min(...numbers);
const most = (numbers: readonly number[]) => Math.max(...numbers);
const rangeOf = (numbers: readonly number[]): Range => ({ from: least(numbers), to: most(numbers) });

/**
 * What a text is counted as at one provider by the rules that gate and routing use (rows 52–67), over all of these people:
 * the label of an advertisement and each person's own values are counted in. Pure: forms count while somebody types.
 */
export function textCount(
  words: Wording,
  people: readonly CountedFor[],
  senderName: string,
  account: CountingAccount,
): TextCount {
  const said = people.map(({ values }) =>
    composeText(words, withFallbacks(values, words.fallbacks), senderName),
  );
  const { limits } = account.provider.capabilities;
  const inBytes = limits.sms?.unit === "bytes";
  const segments = said.map(({ body }) => segmentsOf(body));
  const bytes = said.map(({ body }) => koreanBytes(body));
  const subjects = said.map(({ subject }) => koreanBytes(subject));
  const kinds = said.map((one, index): MessageKind | "too_long" => {
    const longest = inBytes ? KOREAN_LIMITS.lms : TWILIO_LONGEST_BODY;
    if ((inBytes ? (bytes[index] ?? 0) : one.body.length) > longest) return "too_long";
    return words.imageFileId === null ? textKind(account.provider.capabilities, one) : "mms";
  });
  const prices = said.flatMap(({ body }, index) => {
    const kind = kinds[index];
    if (!kind || kind === "too_long") return [];
    const cost = estimateOf(account, { kind, body, fallback: null });
    return cost ? Number(wonOf(cost.micros, cost.currency)) : [];
  });
  return {
    length: rangeOf(inBytes ? bytes : segments.map(({ units }) => units)),
    limit: inBytes ? (kinds.every((kind) => kind === "sms") ? KOREAN_LIMITS.sms : KOREAN_LIMITS.lms) : null,
    subjectBytes: rangeOf(subjects),
    subjectTooLong: most(subjects) > KOREAN_LIMITS.subject,
    segments: rangeOf(segments.map((one) => one.segments)),
    encodings: [...new Set(segments.map(({ encoding }) => encoding))],
    kinds: [...new Set(kinds)],
    price: prices.length === 0 ? null : rangeOf(prices),
  };
}

/** The provider a text leaves through now, for most of these people; null where no account carries it. */
export function carrierOf<Account extends CountingAccount>(
  words: Wording,
  country: string,
  accounts: readonly Account[],
  proofs: Parameters<typeof routeOf>[0]["proofs"],
): Account | null {
  const question = {
    channel: "sms" as const,
    country,
    messageClass: words.messageClass,
    body: words.text,
    subject: words.subject,
    picture: words.imageFileId !== null,
    proofs,
  };
  return routeOf(question, accounts).account;
}
