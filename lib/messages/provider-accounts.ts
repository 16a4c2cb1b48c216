import { env } from "@/lib/platform/env";
import type { SmsAccount } from "@/lib/platform/sms/client";
import type { Tx } from "@/lib/platform/tenancy";
import { textingCredentials } from "@/lib/tenants/provider-accounts";

/** A tenant's own account for texts, with what a send needs of it. The token stays in memory only. */
export interface TenantSmsAccount {
  id: string;
  provider: "twilio";
  account: SmsAccount;
  from: string | undefined;
  messagingServiceSid: string | undefined;
}

/** The account texts leave through, or null where the tenant has none yet. */
export async function activeSmsAccount(tx: Tx): Promise<TenantSmsAccount | null> {
  return account(tx, undefined);
}

/** The account a message left through, also when it is no longer the active one. */
export async function smsAccount(tx: Tx, id: string): Promise<TenantSmsAccount> {
  const known = await account(tx, id);
  if (!known) throw new Error("messages: the provider account of a sent message is gone");
  return known;
}

async function account(tx: Tx, id: string | undefined): Promise<TenantSmsAccount | null> {
  const credentials = await textingCredentials(tx, id);
  return (
    credentials && {
      id: credentials.id,
      provider: "twilio",
      account: {
        accountSid: credentials.accountSid,
        authToken: credentials.authToken,
        apiBaseUrl: env.twilio.apiBaseUrl,
      },
      from: credentials.senderNumber ?? undefined,
      messagingServiceSid: credentials.messagingServiceSid ?? undefined,
    }
  );
}

/** What tells a text of this account's at the provider from others: its number pool, or its number. */
export const senderOf = (account: TenantSmsAccount): string =>
  account.messagingServiceSid ?? account.from ?? "";
