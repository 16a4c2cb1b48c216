import type { ChannelName, MessageKind, OpenAccount, Provider } from "@/lib/platform/channels/channel";
import { providerNamed } from "@/lib/platform/channels/providers";
import { env } from "@/lib/platform/env";
import type { Tx } from "@/lib/platform/tenancy";
import {
  activeCredentials,
  credentialsById,
  type SendingCredentials,
} from "@/lib/tenants/sending-credentials";

/** A tenant's own account at a provider, with what a send needs of it. The secret stays in memory only. */
export interface SendingAccount {
  id: string;
  provider: Provider;
  open: OpenAccount;
  /** What it is used for, of what its provider can do. */
  channels: readonly ChannelName[];
  priority: number;
  /** The number of texts, and of a text that goes in an AlimTalk's stead. */
  from: string | undefined;
  pool: string | undefined;
  kakaoChannelId: string | undefined;
  mailFrom: string | undefined;
  /** The owner's own prices, in millionths of a won. */
  prices: Partial<Record<MessageKind, number>>;
}

/** The accounts messages may leave through, the newest first; none where the tenant has not set one yet. */
export async function activeAccounts(tx: Tx): Promise<SendingAccount[]> {
  return (await activeCredentials(tx)).map(asAccount);
}

/** The account a message left through, also when it is no longer in use. */
export async function accountOf(tx: Tx, id: string): Promise<SendingAccount> {
  const known = await credentialsById(tx, id);
  if (!known) throw new Error("messages: the provider account of a sent message is gone");
  return asAccount(known);
}

const asAccount = (one: SendingCredentials): SendingAccount => ({
  id: one.id,
  provider: providerNamed(one.provider),
  open: { provider: one.provider, key: one.key, secret: one.secret, baseUrl: baseUrlOf(one) },
  channels: one.channels,
  priority: one.priority,
  from: one.senderNumber ?? undefined,
  pool: one.messagingServiceSid ?? undefined,
  kakaoChannelId: one.kakaoChannelId ?? undefined,
  mailFrom: one.mailFrom ?? undefined,
  prices: one.prices,
});

/** Only a mail server's address is its account's own; the others have one, or the local servers of demo and tests. */
function baseUrlOf({ provider, serverUrl }: SendingCredentials): string | undefined {
  if (provider === "twilio") return env.twilio.apiBaseUrl;
  return provider === "solapi" ? env.solapi.apiBaseUrl : (serverUrl ?? undefined);
}

/** What tells a message of this account's at the provider from others: its number pool, its number, or its mail address. */
export const senderOf = (account: SendingAccount, channel: ChannelName): string =>
  (channel === "email" ? account.mailFrom : (account.pool ?? account.from)) ?? "";
