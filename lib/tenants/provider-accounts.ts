import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";

import { retireAccount, saveSendingAccount } from "./sending-accounts";

/** A Twilio account as seeds, the environment and tests know one. */
interface TwilioAccount {
  accountSid: string;
  /** Null keeps the stored one. */
  authToken: string | null;
  senderNumber: string | null;
  messagingServiceSid: string | null;
}

/** Makes a Twilio account the only one that texts go through; the ones before stay for what they sent. */
export async function setTextingAccount(tenant: TenantScope, given: TwilioAccount): Promise<{ id: string }> {
  return inTransaction(tenant, async (tx) => {
    const { accountSid, authToken, ...senders } = given;
    const inUse = await tx.db.providerAccount.findMany({
      where: { channels: { has: "sms" }, active: true },
      select: { id: true, accountSid: true },
    });
    const known = inUse.find((account) => account.accountSid === accountSid);
    const saved = await saveSendingAccount(tx, {
      id: known?.id,
      provider: "twilio",
      key: accountSid,
      secret: authToken,
      label: null,
      priority: 1,
      priceSms: null,
      ...senders,
    });
    for (const { id } of inUse) if (id !== saved.id) await retireAccount(tx, { id });
    return saved;
  });
}
