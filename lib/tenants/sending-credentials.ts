import type { ChannelName, MessageKind, ProviderName } from "@/lib/platform/channels/channel";
import type { Prisma } from "@/lib/platform/database/generated/client";
import type { Tx } from "@/lib/platform/tenancy";

import { openCredentials } from "./sealed-credentials";

/** An account with its secret, as sending needs it. Never leaves the server. */
export interface SendingCredentials {
  id: string;
  provider: ProviderName;
  channels: ChannelName[];
  priority: number;
  key: string;
  secret: string;
  senderNumber: string | null;
  messagingServiceSid: string | null;
  kakaoChannelId: string | null;
  mailFrom: string | null;
  serverUrl: string | null;
  /** The owner's own prices, in millionths of a won. */
  prices: Partial<Record<MessageKind, number>>;
}

/** Every account that is in use, for all channels; the newest first. */
export const activeCredentials = (tx: Tx): Promise<SendingCredentials[]> => opened(tx, { active: true });

/** One account, also when it is no longer in use; null when there is none. */
export async function credentialsById(tx: Tx, id: string): Promise<SendingCredentials | null> {
  return (await opened(tx, { id }))[0] ?? null;
}

async function opened(tx: Tx, where: Prisma.ProviderAccountWhereInput): Promise<SendingCredentials[]> {
  const rows = await tx.db.providerAccount.findMany({
    where,
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
  return rows.map((row) => ({
    id: row.id,
    provider: row.provider as ProviderName,
    channels: row.channels as ChannelName[],
    priority: row.priority,
    key: row.accountSid,
    secret: openCredentials(row.id, row.encryptedCredentials),
    senderNumber: row.senderNumber,
    messagingServiceSid: row.messagingServiceSid,
    kakaoChannelId: row.kakaoChannelId,
    mailFrom: row.mailFrom,
    serverUrl: row.serverUrl,
    prices: (row.prices ?? {}) as SendingCredentials["prices"],
  }));
}
