import { recordAccess } from "@/lib/platform/access-log";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import { forecasts } from "./forecast";
import type { MessageState } from "./schema";

/** One thing that happened to a message. `kind` is a key below messages.events. */
export interface MessageEvent {
  at: Date;
  kind: string;
  /** Message key of a reason, where one was written down. */
  reason: string | null;
  /** The provider's own word, of a callback. */
  status: string | null;
  by: string | null;
}

/** All that is known of one message. */
export type MessagePage = Awaited<ReturnType<typeof messagePage>>;

/** One message with its text (as it left, or as it would leave), its history, and the provider's answers. */
export async function messagePage(tenant: TenantScope, id: string) {
  return inTransaction(tenant, async (tx) => {
    const message = await tx.db.message.findFirst({
      where: { id },
      include: {
        customer: { select: { id: true, name: true } },
        templateVersion: { select: { number: true, definition: { select: { title: true } } } },
        followUpVersion: { select: { number: true, definition: { select: { title: true } } } },
      },
    });
    if (!message) throw new Refusal("not_found", "errors.notFound");
    await recordAccess(tx, { act: "viewed", customerIds: [message.customerId], detail: "message" });
    const again = await tx.db.message.findFirst({ where: { resendOfId: id }, select: { id: true } });
    const waiting = ["planned", "held"].includes(message.state);
    return {
      id,
      customer: message.customer,
      followUp: message.followUpVersion && titled(message.followUpVersion),
      template: message.templateVersion && titled(message.templateVersion),
      class: message.class,
      state: message.state as MessageState,
      because: message.plannedBecause,
      reason: message.verdictReason,
      plannedAt: message.plannedAt,
      dueAt: message.heldUntil ?? message.dueAt,
      expiresAt: message.expiresAt,
      submittedAt: message.submittedAt,
      toAddress: message.toAddress,
      /** As it left; null while it has not. */
      body: message.body,
      hasCondition: message.condition !== null,
      forecast: waiting ? ((await forecasts(tx, [id])).get(id) ?? null) : null,
      mayBeTakenBack: waiting,
      provider: message.submittedAt
        ? {
            sid: message.providerSid,
            status: message.providerStatus,
            errorCode: message.errorCode,
            errorDetail: message.errorDetail,
            segments: message.segments,
            listings: message.emptyListings,
          }
        : null,
      resendOfId: message.resendOfId,
      resentAsId: again?.id ?? null,
      history: await historyOf(tx, message),
    };
  });
}

const titled = (version: { number: number; definition: { title: string } }) => ({
  title: version.definition.title,
  number: version.number,
});

async function historyOf(
  tx: Tx,
  message: { id: string; callbackId: string | null; plannedAt: Date; submittedAt: Date | null },
): Promise<MessageEvent[]> {
  const plain = { reason: null, status: null, by: null };
  const events = await tx.db.event.findMany({
    where: { subjectId: message.id, type: { startsWith: "message." } },
    orderBy: [{ occurredAt: "asc" }, { id: "asc" }],
  });
  const callbacks = message.callbackId
    ? await tx.db.providerCallback.findMany({ where: { callbackId: message.callbackId } })
    : [];
  return [
    { ...plain, at: message.plannedAt, kind: "planned" },
    ...(message.submittedAt ? [{ ...plain, at: message.submittedAt, kind: "submitted" }] : []),
    ...events.map((event) => ({
      at: event.occurredAt,
      kind: event.type.replace("message.", ""),
      reason: reasonIn(event.payload),
      status: null,
      by: event.actorName,
    })),
    ...callbacks.map((one) => ({ ...plain, at: one.receivedAt, kind: "callback", status: one.status })),
  ].sort((one, other) => +one.at - +other.at);
}

const reasonIn = (payload: unknown): string | null => {
  const reason = (payload as { reason?: unknown } | null)?.reason;
  return typeof reason === "string" ? reason : null;
};
