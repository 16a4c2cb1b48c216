import { type ChannelConsent, channelConsents } from "@/lib/customers/consents";
import { childrenWithoutGuardian } from "@/lib/customers/guardians";
import { suppressionsOf } from "@/lib/customers/suppressions";
import type { ChannelName, ProviderName } from "@/lib/platform/channels/channel";
import type { Tx } from "@/lib/platform/tenancy";

import { refusedAccounts } from "./account-refusals";
import { type ApprovedTemplate, approvedTemplates } from "./alimtalk/approved-templates";
import { addressOf, type MessageContext } from "./context";
import { recentAdvertising } from "./limits/frequency";
import { type SendingState, sendingState } from "./limits/state";
import { type Picture, picturesOf } from "./pictures";
import { activeAccounts, type SendingAccount } from "./provider-accounts";

/** What must be known beside the messages themselves to judge them, read at once for a whole batch. */
export interface Known {
  accounts: SendingAccount[];
  /** Accounts that their provider refused and the owner has not put right (row 90). */
  refusedAccounts: Set<string>;
  /** Providers with a proof valid today that Korean advertising may go through them (row 25). */
  proofs: Set<ProviderName>;
  /** By lane and address. */
  suppressions: Map<string, "advertising" | "all">;
  /** By lane and customer; read for advertising only. */
  consents: Map<string, ChannelConsent>;
  /** Children whose guardian did not consent to advertising; read for advertising only. */
  withoutGuardian: Set<string>;
  /** Messages on their way of which the provider's answer is not known, as address and text. */
  openTexts: Map<string, string>;
  alimtalk: ApprovedTemplate[];
  pictures: Map<string, Picture>;
  /** Limits, switches and registered senders. */
  sending: SendingState;
  /** By customer: when advertisements left that still count; read for advertising only. */
  recentAds: Map<string, Date[]>;
}

const lanes = ["sms", "email"] as const;
/** What addresses, locks, refusals and consents know of channels: a telephone number is one, whether text or AlimTalk. */
export type Lane = (typeof lanes)[number];

export const laneOf = (channel: ChannelName): Lane => (channel === "email" ? "email" : "sms");
export const laneKey = (lane: Lane, of: string): string => `${lane}\n${of}`;

/** The key under which two texts could not be told apart at the provider. */
export const textKey = (to: string, body: string): string => `${to}\n${body}`;

/** The addresses of a batch, by lane. */
export function addressesOf(contexts: readonly MessageContext[]): Record<Lane, string[]> {
  const found: Record<Lane, Set<string>> = { sms: new Set(), email: new Set() };
  for (const context of contexts) {
    const to = context.words && addressOf(context, context.words.channel);
    if (to && context.words) found[laneOf(context.words.channel)].add(to);
  }
  return { sms: [...found.sms], email: [...found.email] };
}

/** The people of a batch who may be advertised to: two ways to one person have an order too. */
export const peopleOf = (contexts: readonly MessageContext[]): string[] =>
  customersOf(contexts.filter(({ words }) => words?.messageClass === "advertising"));

/** For a final verdict the caller holds the recipients' locks. */
export async function gatherKnown(tx: Tx, contexts: readonly MessageContext[]): Promise<Known> {
  const addresses = addressesOf(contexts);
  const ads = contexts.filter(({ words }) => words?.messageClass === "advertising");
  const accounts = await activeAccounts(tx);
  const sending = await sendingState(tx);
  return {
    accounts,
    refusedAccounts: await refusedAccounts(
      tx,
      accounts.map(({ id }) => id),
    ),
    proofs: ads.length > 0 ? await advertisingProofs(tx) : new Set(),
    suppressions: await suppressionsByLane(tx, addresses),
    consents: await consentsByLane(tx, ads),
    withoutGuardian: ads.length > 0 ? await childrenOf(tx, ads) : new Set(),
    openTexts: await openTexts(tx, [...addresses.sms, ...addresses.email]),
    alimtalk: await approvedTemplates(
      tx,
      contexts.flatMap(({ words, message }) =>
        words?.channel === "alimtalk" ? (message.templateVersionId ?? []) : [],
      ),
    ),
    pictures: await picturesOf(
      tx,
      contexts.flatMap(({ words }) => words?.imageFileId ?? []),
    ),
    sending,
    recentAds:
      ads.length > 0
        ? await recentAdvertising(tx, customersOf(ads), sending.limits)
        : new Map<string, Date[]>(),
  };
}

async function suppressionsByLane(tx: Tx, addresses: Record<Lane, string[]>): Promise<Known["suppressions"]> {
  const found: Known["suppressions"] = new Map();
  for (const lane of lanes)
    if (addresses[lane].length > 0)
      for (const [address, scope] of await suppressionsOf(tx, lane, addresses[lane]))
        found.set(laneKey(lane, address), scope);
  return found;
}

async function consentsByLane(tx: Tx, ads: readonly MessageContext[]): Promise<Known["consents"]> {
  const found: Known["consents"] = new Map();
  for (const lane of lanes) {
    const asked = ads.filter(({ words }) => words && laneOf(words.channel) === lane);
    if (asked.length === 0) continue;
    for (const [customerId, consent] of await channelConsents(tx, customersOf(asked), lane))
      found.set(laneKey(lane, customerId), consent);
  }
  return found;
}

const childrenOf = (tx: Tx, ads: readonly MessageContext[]) =>
  childrenWithoutGuardian(tx, customersOf(ads), "advertising");

const customersOf = (contexts: readonly MessageContext[]) => [
  ...new Set(contexts.map(({ customer }) => customer.id)),
];

async function openTexts(tx: Tx, addresses: string[]): Promise<Map<string, string>> {
  const open = await tx.db.message.findMany({
    where: { toAddress: { in: addresses }, state: { in: ["submitting", "unclear"] }, providerSid: null },
    select: { id: true, toAddress: true, body: true },
  });
  return new Map(open.map((one) => [textKey(one.toAddress ?? "", one.body ?? ""), one.id]));
}

async function advertisingProofs(tx: Tx): Promise<Set<ProviderName>> {
  const proofs = await tx.db.advertisingProof.findMany({
    where: { validFrom: { lte: tx.now }, OR: [{ validUntil: null }, { validUntil: { gt: tx.now } }] },
    select: { provider: true },
  });
  return new Set(proofs.map(({ provider }) => provider as ProviderName));
}
