import type { ChannelName, MessageKind, ProviderName } from "@/lib/platform/channels/channel";
import { env } from "@/lib/platform/env";
import { recordEvent } from "@/lib/platform/events";
import { newId } from "@/lib/platform/ids";
import { isLoopback, isPrivate } from "@/lib/platform/network-address";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import type { AccountInput } from "./account-schema";
import { sealCredentials } from "./sealed-credentials";

/** An account as its owner sees it: everything but the secret, which is never shown again. */
export interface SendingAccountFacts {
  id: string;
  provider: ProviderName;
  channels: ChannelName[];
  label: string | null;
  priority: number;
  /** Account SID, API key, or the user of the mail server. */
  key: string;
  senderNumber: string | null;
  messagingServiceSid: string | null;
  kakaoChannelId: string | null;
  mailFrom: string | null;
  serverUrl: string | null;
  /** The owner's own, in millionths of a won. */
  prices: Partial<Record<MessageKind, number>>;
  /** False: it sends nothing new and stays for what it sent. */
  active: boolean;
  createdAt: Date;
}

/** All accounts, those in use first and in their order. */
export async function sendingAccounts(tenant: TenantScope | Tx): Promise<SendingAccountFacts[]> {
  return inTransaction(tenant, async ({ db }) => {
    const rows = await db.providerAccount.findMany({
      orderBy: [{ active: "desc" }, { priority: "asc" }, { createdAt: "desc" }],
      omit: { tenantId: true, encryptedCredentials: true },
    });
    return rows.map(({ accountSid, ...row }) => ({
      ...row,
      key: accountSid,
      provider: row.provider as ProviderName,
      channels: row.channels as ChannelName[],
      prices: row.prices as SendingAccountFacts["prices"],
    }));
  });
}

/** One of them, or "not found". */
export async function sendingAccount(tenant: TenantScope, id: string): Promise<SendingAccountFacts> {
  const found = (await sendingAccounts(tenant)).find((account) => account.id === id);
  if (!found) throw new Refusal("not_found", "errors.not_found");
  return found;
}

/**
 * Makes an account, or changes one: an empty secret keeps the stored one. Another key at the same provider is another account, so that
 * what was sent by the old one can still be asked about there.
 */
export async function saveSendingAccount(
  tenant: TenantScope | Tx,
  input: AccountInput,
): Promise<{ id: string }> {
  const { id: given, provider, key, secret, label, priority } = input;
  if (input.provider === "smtp") refuseStrangeServer(input.serverUrl);
  return inTransaction(tenant, async (tx) => {
    const known = given
      ? await tx.db.providerAccount.findFirst({
          where: { id: given, provider },
          select: { accountSid: true },
        })
      : null;
    if (given && !known) throw new Refusal("not_found", "errors.not_found");
    if (known && known.accountSid !== key && provider !== "smtp")
      throw new Refusal("invalid", "texting.accounts.keyIsAnother");
    if (!known && !secret) throw new Refusal("invalid", "tenants.tokenMissing");
    const id = given ?? newId();
    const facts = { ...factsOf(input), accountSid: key, label, priority };
    const sealed = secret ? { encryptedCredentials: sealCredentials(id, secret) } : {};
    if (known) await tx.db.providerAccount.updateMany({ where: { id }, data: { ...facts, ...sealed } });
    else
      await tx.db.providerAccount.create({
        data: {
          tenantId: tx.tenantId,
          id,
          provider,
          ...facts,
          encryptedCredentials: sealCredentials(id, secret ?? ""),
          createdAt: tx.now,
        },
      });
    await recordEvent(
      tx,
      known ? "tenant.account_changed" : "tenant.account_added",
      { kind: "provider_account", id },
      { provider, secretChanged: Boolean(secret) },
    );
    return { id };
  });
}

function factsOf(input: AccountInput) {
  switch (input.provider) {
    case "twilio":
      return {
        channels: ["sms"],
        senderNumber: input.senderNumber,
        messagingServiceSid: input.messagingServiceSid,
        prices: known({ sms: input.priceSms }),
      };
    case "solapi":
      return {
        channels: input.kakaoChannelId ? ["sms", "alimtalk"] : ["sms"],
        senderNumber: input.senderNumber,
        kakaoChannelId: input.kakaoChannelId,
        prices: known({
          sms: input.priceSms,
          lms: input.priceLms,
          mms: input.priceMms,
          alimtalk: input.priceAlimtalk,
        }),
      };
    case "smtp":
      return {
        channels: ["email"],
        serverUrl: input.serverUrl,
        mailFrom: input.mailFrom,
        prices: known({ email: input.priceEmail }),
      };
  }
}

const known = (prices: Partial<Record<MessageKind, number | null>>): Record<string, number> =>
  Object.fromEntries(Object.entries(prices).filter((entry): entry is [string, number] => entry[1] !== null));

/** A demo reaches no real mailbox; a real installation is no way into the house it stands in. */
function refuseStrangeServer(serverUrl: string): void {
  const { hostname } = new URL(serverUrl);
  if (env.isDemo ? !isLoopback(hostname) : isPrivate(hostname))
    throw new Refusal(
      "invalid",
      env.isDemo ? "texting.accounts.demoServer" : "texting.accounts.privateServer",
    );
}

/** Sends nothing new from now on; what it sent is still asked about there. Calm when that was done already. */
export const retireAccount = (tenant: TenantScope | Tx, { id }: { id: string }): Promise<void> =>
  setActive(tenant, id, false);

export const takeAccountBack = (tenant: TenantScope, { id }: { id: string }): Promise<void> =>
  setActive(tenant, id, true);

async function setActive(tenant: TenantScope | Tx, id: string, active: boolean): Promise<void> {
  await inTransaction(tenant, async (tx) => {
    const { count } = await tx.db.providerAccount.updateMany({
      where: { id, active: !active },
      data: { active },
    });
    if (count > 0)
      await recordEvent(tx, active ? "tenant.account_used_again" : "tenant.account_retired", {
        kind: "provider_account",
        id,
      });
  });
}
