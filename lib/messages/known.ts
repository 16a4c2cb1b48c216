import { type ChannelConsent, channelConsents } from "@/lib/customers/consents";
import { childrenWithoutGuardian } from "@/lib/customers/guardians";
import { suppressionsOf } from "@/lib/customers/suppressions";
import type { Tx } from "@/lib/platform/tenancy";

import type { MessageContext } from "./context";
import type { TenantSmsAccount } from "./provider-accounts";

/** What must be known beside the messages themselves to judge them, read at once for a whole batch. */
export interface Known {
  account: TenantSmsAccount | null;
  advertisingProof: boolean;
  suppressions: Map<string, "advertising" | "all">;
  consents: Map<string, ChannelConsent>;
  /** Children whose guardian did not consent to advertising. */
  withoutGuardian: Set<string>;
  /** Texts on their way of which the provider's answer is not known, as number and text. */
  openTexts: Map<string, string>;
}

/** The number a message would go to: null where there is none that takes texts. */
export const addressOf = ({ phone }: MessageContext): string | null =>
  phone?.canReceiveTexts ? phone.address : null;

/** The key under which two texts could not be told apart at the provider. */
export const textKey = (to: string, body: string): string => `${to}\n${body}`;

/** For a final verdict the caller holds the recipients' locks. */
export async function gatherKnown(
  tx: Tx,
  contexts: readonly MessageContext[],
  account: TenantSmsAccount | null,
): Promise<Known> {
  const addresses = [...new Set(contexts.map(addressOf).filter((to) => to !== null))];
  const customers = [...new Set(contexts.map(({ customer }) => customer.id))];
  return {
    account,
    advertisingProof: await hasAdvertisingProof(tx, account?.provider ?? "twilio"),
    suppressions: await suppressionsOf(tx, "sms", addresses),
    consents: await channelConsents(tx, customers, "sms"),
    withoutGuardian: await childrenWithoutGuardian(tx, customers, "advertising"),
    openTexts: await openTexts(tx, addresses),
  };
}

async function openTexts(tx: Tx, addresses: string[]): Promise<Map<string, string>> {
  const open = await tx.db.message.findMany({
    where: { toAddress: { in: addresses }, state: { in: ["submitting", "unclear"] }, providerSid: null },
    select: { id: true, toAddress: true, body: true },
  });
  return new Map(open.map((one) => [textKey(one.toAddress ?? "", one.body ?? ""), one.id]));
}

async function hasAdvertisingProof(tx: Tx, provider: string): Promise<boolean> {
  const proof = await tx.db.advertisingProof.findFirst({
    where: {
      provider,
      validFrom: { lte: tx.now },
      OR: [{ validUntil: null }, { validUntil: { gt: tx.now } }],
    },
    select: { id: true },
  });
  return proof !== null;
}
