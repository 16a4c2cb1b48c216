import { withdraw } from "@/lib/decisions/decisions";
import type { MessageKind, Provider, SentMessage } from "@/lib/platform/channels/channel";
import { providerNamed } from "@/lib/platform/channels/providers";
import type { Message } from "@/lib/platform/database/generated/client";
import { recordEvent } from "@/lib/platform/events";
import { newId } from "@/lib/platform/ids";
import { mergeStatus, type ProviderStatus, providerStatus } from "@/lib/platform/sms/status-rank";
import {
  inTransaction,
  readOutsideTenants,
  systemScope,
  type TenantScope,
  type Tx,
} from "@/lib/platform/tenancy";
import { settleCosts } from "./limits/settling-costs";
import { learnFromError } from "./outcome";
import { cancelPlanned } from "./planning";
import { accountOf } from "./provider-accounts";
import { ended, stateOf } from "./provider-states";
import { firstRefresh } from "./questions";
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
    const { open } = await accountOf(tx, message.providerAccountId);
    return { tenant, authToken: open.secret };
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

/** Nobody else does: the other providers are asked. */
const callingBack = providerNamed("twilio");

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
      await applyStatus(tx, message, callingBack, {
        sid: callback.providerSid,
        heard,
        errorCode: callback.errorCode,
      });
    await tx.db.providerCallback.updateMany({ where: { id, appliedAt: null }, data: { appliedAt: tx.now } });
  });
}

/** What a provider says of a message. A callback says less than a listing. */
export interface ProviderWord {
  sid: string;
  heard: ProviderStatus;
  errorCode: string | null;
  segments?: number;
  deliveredAs?: MessageKind | null;
  cost?: { micros: bigint; currency: string } | null;
}

/** The word of a listing or a fetch; one that we do not know is taken for a mere "we have it". */
export const wordOf = (told: SentMessage): ProviderWord => ({
  ...told,
  heard: providerStatus(told.status) ?? "queued",
});

/**
 * The provider's word, from a callback, a listing or a fetch: all three agree through this one place. The state only moves
 * forward; what it cost and what it arrived as are written down whenever they become known.
 */
export async function applyStatus(
  tx: Tx,
  message: Message,
  { capabilities, classOf }: Pick<Provider, "capabilities" | "classOf">,
  word: ProviderWord,
): Promise<void> {
  const status = mergeStatus(providerStatus(message.providerStatus), word.heard);
  const learned = learnedFrom(word);
  if (message.providerSid !== null && status === message.providerStatus) {
    if (Object.keys(learned).length === 0) return;
    await tx.db.message.updateMany({ where: { id: message.id }, data: learned });
    return settleCosts(tx, [message.id]);
  }
  const state = stateOf[status];
  const isOver = ended.includes(state);
  await tx.db.message.updateMany({
    where: { id: message.id },
    data: {
      ...learned,
      state,
      verdict: "send",
      verdictReason: null,
      providerSid: word.sid,
      providerStatus: status,
      errorCode: word.errorCode,
      acceptedAt: message.acceptedAt ?? tx.now,
      deliveredAt: state === "delivered" ? tx.now : null,
      endedAt: isOver ? tx.now : null,
      nextListingAt: isOver ? null : firstRefresh(capabilities, tx.now),
      heldUntil: null,
      claimToken: null,
      leaseUntil: null,
    },
  });
  if (isOver || word.cost) await settleCosts(tx, [message.id]);
  if (message.providerSid === null) await foundAfterAll(tx, message.id);
  if (state === message.state) return;
  const { errorCode: code } = word;
  if (code !== null && (state === "undelivered" || state === "failed"))
    await learnFromError(tx, message, code, classOf(code));
  await recordEvent(tx, `message.${state}`, subjectOf(message), code === null ? {} : { code });
}

/** Only what the provider said: what it does not say yet stays as it is. */
const learnedFrom = ({ segments, deliveredAs, cost }: ProviderWord) => ({
  ...(segments ? { segments } : {}),
  ...(deliveredAs ? { deliveredAs } : {}),
  ...(cost ? { finalCost: cost.micros, costCurrency: cost.currency } : {}),
});

/** It did leave: nobody need decide about it any more, and what was planned in its stead need not go. */
async function foundAfterAll(tx: Tx, id: string): Promise<void> {
  await withdraw(tx, unclearDecision, id);
  await cancelPlanned(tx, { resendOfId: id }, "messages.firstArrived");
}

/** The decision about a text of which nobody knows whether it left. */
export const unclearDecision = "messages.unclear";
