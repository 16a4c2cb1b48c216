import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import { applyStatus, wordOf } from "./callbacks";
import { accountOf } from "./provider-accounts";
import { nextQuestion } from "./questions";

/**
 * Asks the provider for a message whose callbacks stay away: callbacks do get lost (safety.md, protocol). The question is
 * asked outside any transaction; no answer means to ask again later.
 */
export async function refreshStatus(tenant: TenantScope, id: string): Promise<void> {
  const known = await inTransaction(tenant, async (tx) => {
    const message = await waiting(tx, id);
    return message && { sid: message.providerSid, account: await accountOf(tx, message.providerAccountId) };
  });
  if (!known) return stopAsking(tenant, id);
  const { provider, open } = known.account;
  const told = await provider.fetch(open, known.sid).catch(() => null);
  await inTransaction(tenant, async (tx) => {
    const message = await waiting(tx, id);
    if (!message) return;
    const next = nextQuestion(provider.capabilities, message.acceptedAt ?? tx.now, tx.now);
    await tx.db.message.updateMany({ where: { id }, data: { nextListingAt: next } });
    if (told) await applyStatus(tx, message, provider, wordOf(told));
  });
}

/** It ended meanwhile, or there is nothing to ask with: a row that stays due would be asked about without end. */
async function stopAsking(tenant: TenantScope, id: string): Promise<void> {
  await inTransaction(tenant, ({ db }) =>
    db.message.updateMany({
      where: { id, state: { in: ["accepted", "sent"] } },
      data: { nextListingAt: null },
    }),
  );
}

async function waiting(tx: Tx, id: string) {
  const message = await tx.db.message.findFirst({ where: { id, state: { in: ["accepted", "sent"] } } });
  if (!message?.providerSid || !message.providerAccountId) return null;
  return { ...message, providerSid: message.providerSid, providerAccountId: message.providerAccountId };
}
