import { withdraw } from "@/lib/decisions/decisions";
import { recordEvent } from "@/lib/platform/events";
import { newId } from "@/lib/platform/ids";
import { classOfCode } from "@/lib/platform/sms/error-classes";
import { mergeStatus, type ProviderStatus, providerStatus } from "@/lib/platform/sms/status-rank";
import {
  inTransaction,
  readOutsideTenants,
  systemScope,
  type TenantScope,
  type Tx,
} from "@/lib/platform/tenancy";

import { firstRefreshMinutes, learnFromError } from "./outcome";
import { cancelPlanned } from "./planning";
import { smsAccount } from "./provider-accounts";
import type { MessageState } from "./schema";
import { subjectOf } from "./settling";

export interface StatusCallback {
  callbackId: string;
  providerSid: string;
  status: string;
  errorCode: string | null;
}

/** Whose message an opaque callback id stands for, and the token its signature must be made with. */
export async function callbackTarget(
  callbackId: string,
): Promise<{ tenant: TenantScope; authToken: string } | null> {
  const [found] = await readOutsideTenants(
    (db) =>
      db.$queryRaw<
        { tenant_id: string; message_id: string }[]
      >`SELECT * FROM tenant_of_callback(${callbackId}::uuid)`,
  );
  if (!found) return null;
  const tenant = systemScope(found.tenant_id);
  return inTransaction(tenant, async (tx) => {
    const message = await tx.db.message.findFirstOrThrow({
      where: { id: found.message_id },
      select: { providerAccountId: true },
    });
    if (!message.providerAccountId) return null;
    const { account } = await smsAccount(tx, message.providerAccountId);
    return { tenant, authToken: account.authToken };
  });
}

/** Keeps a verified callback once, whatever its order; the same one again changes nothing. Applied by the worker. */
export async function receiveStatus(tenant: TenantScope, callback: StatusCallback): Promise<void> {
  await inTransaction(tenant, async (tx) => {
    await tx.db.providerCallback.createMany({
      data: [{ tenantId: tx.tenantId, id: newId(), ...callback, receivedAt: tx.now }],
      skipDuplicates: true,
    });
  });
}

/**
 * Applies one kept callback. It binds the sid even where our POST never got an answer, or our own worker has not written
 * it yet (that write then finds nothing left to do). Statuses only move forward; one that carries another sid than the
 * message's own is somebody else's.
 */
export async function applyCallback(tenant: TenantScope, id: string): Promise<void> {
  await inTransaction(tenant, async (tx) => {
    const callback = await tx.db.providerCallback.findFirst({ where: { id, appliedAt: null } });
    if (!callback) return;
    await tx.db.$executeRaw`
      SELECT 1 FROM message
      WHERE tenant_id = ${tx.tenantId}::uuid AND callback_id = ${callback.callbackId}::uuid FOR UPDATE`;
    const message = await tx.db.message.findFirst({ where: { callbackId: callback.callbackId } });
    const heard = providerStatus(callback.status);
    if (message && heard && [null, callback.providerSid].includes(message.providerSid))
      await applyStatus(tx, message, { sid: callback.providerSid, heard, errorCode: callback.errorCode });
    await tx.db.providerCallback.updateMany({ where: { id, appliedAt: null }, data: { appliedAt: tx.now } });
  });
}

interface KnownMessage {
  id: string;
  customerId: string;
  state: string;
  toAddress: string | null;
  providerStatus: string | null;
  providerSid: string | null;
  acceptedAt: Date | null;
}

/** Our state for each status of the provider's; what the provider only took in is "accepted". */
const stateOf: Record<ProviderStatus, MessageState> = {
  accepted: "accepted",
  scheduled: "accepted",
  queued: "accepted",
  sending: "accepted",
  sent: "sent",
  delivered: "delivered",
  read: "delivered",
  undelivered: "undelivered",
  failed: "failed",
  canceled: "cancelled",
};

/** States in which nothing more is expected from the provider. */
const ended: MessageState[] = ["delivered", "undelivered", "failed", "cancelled"];

/** The provider's word, from a callback, a listing or a fetch: all three agree through this one place. */
export async function applyStatus(
  tx: Tx,
  message: KnownMessage,
  word: { sid: string; heard: ProviderStatus; errorCode: string | null },
): Promise<void> {
  const status = mergeStatus(providerStatus(message.providerStatus), word.heard);
  if (message.providerSid !== null && status === message.providerStatus) return;
  const state = stateOf[status];
  await tx.db.message.updateMany({
    where: { id: message.id },
    data: {
      state,
      verdict: "send",
      verdictReason: null,
      providerSid: word.sid,
      providerStatus: status,
      errorCode: word.errorCode,
      acceptedAt: message.acceptedAt ?? tx.now,
      deliveredAt: state === "delivered" ? tx.now : null,
      endedAt: ended.includes(state) ? tx.now : null,
      nextListingAt: ended.includes(state) ? null : new Date(tx.now.getTime() + firstRefreshMinutes * 60_000),
      heldUntil: null,
      claimToken: null,
      leaseUntil: null,
    },
  });
  if (message.providerSid === null) await foundAfterAll(tx, message.id);
  if (state === message.state) return;
  const code = word.errorCode === null ? null : Number(word.errorCode);
  if (code !== null && (state === "undelivered" || state === "failed"))
    await learnFromError(tx, message, code, classOfCode(code));
  await recordEvent(tx, `message.${state}`, subjectOf(message), code === null ? {} : { code });
}

/** It did leave: nobody need decide about it any more, and what was planned in its stead need not go. */
async function foundAfterAll(tx: Tx, id: string): Promise<void> {
  await withdraw(tx, unclearDecision, id);
  await cancelPlanned(tx, { resendOfId: id }, "messages.firstArrived");
}

/** The decision about a text of which nobody knows whether it left. */
export const unclearDecision = "messages.unclear";
