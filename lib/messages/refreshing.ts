import { fetchSent } from "@/lib/platform/sms/sent-messages";
import { providerStatus } from "@/lib/platform/sms/status-rank";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import { applyStatus } from "./callbacks";
import { smsAccount } from "./provider-accounts";

/** Minutes between two questions: half of the time since it was taken, within these bounds, for two days. */
const shortestPause = 10;
const longestPause = 360;
const askedForMinutes = 48 * 60;

/**
 * Asks the provider for a message whose callbacks stay away: callbacks do get lost (safety.md, protocol). The question is
 * asked outside any transaction; no answer means to ask again later.
 */
export async function refreshStatus(tenant: TenantScope, id: string): Promise<void> {
  const known = await inTransaction(tenant, async (tx) => {
    const message = await waiting(tx, id);
    return message && { sid: message.providerSid, account: await smsAccount(tx, message.providerAccountId) };
  });
  if (!known) return stopAsking(tenant, id);
  const told = await fetchSent(known.account.account, known.sid).catch(() => null);
  await inTransaction(tenant, async (tx) => {
    const message = await waiting(tx, id);
    if (!message) return;
    await tx.db.message.updateMany({
      where: { id },
      data: { nextListingAt: nextQuestion(message.acceptedAt ?? tx.now, tx.now) },
    });
    const heard = told && providerStatus(told.status);
    if (told && heard)
      await applyStatus(tx, message, {
        sid: told.sid,
        heard,
        errorCode: told.errorCode === null ? null : String(told.errorCode),
      });
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

function nextQuestion(acceptedAt: Date, now: Date): Date | null {
  const minutes = (now.getTime() - acceptedAt.getTime()) / 60_000;
  if (minutes >= askedForMinutes) return null;
  const pause = Math.min(longestPause, Math.max(shortestPause, minutes / 2));
  return new Date(now.getTime() + pause * 60_000);
}
