import type { Capabilities, MessageKind } from "@/lib/platform/channels/channel";

import { segmentsOf } from "./text-length";

/** A sum in millionths of its currency. */
export interface Estimate {
  micros: bigint;
  currency: string;
}

/**
 * What a message is expected to cost: the owner's price (in won), else the provider's list price, by the segment where texts are cut
 * into segments. An AlimTalk that may arrive as a text is reckoned as the dearer of the two. Null where neither knows one.
 */
export function estimateOf(
  {
    provider,
    prices,
  }: { provider: { capabilities: Capabilities }; prices: Partial<Record<MessageKind, number>> },
  { kind, body, fallback }: { kind: MessageKind; body: string; fallback: { kind: MessageKind } | null },
): Estimate | null {
  const { limits, prices: listed } = provider.capabilities;
  const priceOf = (one: MessageKind) => prices[one] ?? listed.micros[one];
  const price = priceOf(kind);
  const currency = prices[kind] === undefined ? listed.currency : "KRW";
  if (price === undefined) return null;
  const pieces =
    kind === "sms" && limits.sms?.unit === "characters" ? Math.max(1, segmentsOf(body).segments) : 1;
  const instead = fallback ? (priceOf(fallback.kind) ?? 0) : 0;
  return { micros: BigInt(Math.max(Math.ceil(price) * pieces, Math.ceil(instead))), currency };
}
