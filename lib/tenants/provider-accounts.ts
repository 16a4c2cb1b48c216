import type { z } from "zod";
import { decrypt, encrypt } from "@/lib/platform/encryption";
import { recordEvent } from "@/lib/platform/events";
import { newId } from "@/lib/platform/ids";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";
import { credentialsUse as use } from "./credentials";
import type { twilioInput } from "./schema";

export interface ProviderAccount {
  id: string;
  accountSid: string;
  senderNumber: string | null;
  messagingServiceSid: string | null;
}

/** The account texts go out through, without its secret; null when the tenant has none. */
export async function textingAccount(tenant: TenantScope): Promise<ProviderAccount | null> {
  return inTransaction(tenant, (tx) => activeAccount(tx));
}

/**
 * Sets the tenant's Twilio account. Another account replaces the one before, which stays for the messages it sent; an empty
 * token keeps the stored one.
 */
export async function setTextingAccount(
  tenant: TenantScope,
  input: z.output<typeof twilioInput>,
): Promise<{ id: string }> {
  return inTransaction(tenant, async (tx) => {
    const { authToken, ...facts } = input;
    const known = await activeAccount(tx);
    const id = known?.accountSid === facts.accountSid ? known.id : newId();
    if (known?.id === id) {
      const sealed = authToken ? { encryptedCredentials: encrypt(use, id, authToken) } : {};
      await tx.db.providerAccount.updateMany({ where: { id }, data: { ...facts, ...sealed } });
    } else {
      if (!authToken) throw new Refusal("invalid", "tenants.tokenMissing");
      await tx.db.providerAccount.updateMany({
        where: { channels: { has: "sms" } },
        data: { active: false },
      });
      const encryptedCredentials = encrypt(use, id, authToken);
      await tx.db.providerAccount.create({
        data: {
          tenantId: tx.tenantId,
          id,
          provider: "twilio",
          channels: ["sms"],
          ...facts,
          encryptedCredentials,
          createdAt: tx.now,
        },
      });
    }
    await recordEvent(tx, "tenant.texting_account_set", { kind: "provider_account", id });
    return { id };
  });
}

/** The account with its secret, for sending and for checking signatures. Never leaves the server. */
export async function textingCredentials(
  tx: Tx,
  id?: string,
): Promise<(ProviderAccount & { authToken: string }) | null> {
  const account = await tx.db.providerAccount.findFirst({
    where: id ? { id } : { active: true, channels: { has: "sms" } },
    select: { ...shown, encryptedCredentials: true },
    orderBy: { createdAt: "desc" },
  });
  if (!account) return null;
  const { encryptedCredentials, ...facts } = account;
  return { ...facts, authToken: decrypt(use, facts.id, encryptedCredentials) };
}

const shown = { id: true, accountSid: true, senderNumber: true, messagingServiceSid: true } as const;

const activeAccount = (tx: Tx): Promise<ProviderAccount | null> =>
  tx.db.providerAccount.findFirst({
    where: { active: true, channels: { has: "sms" } },
    select: shown,
    orderBy: { createdAt: "desc" },
  });
