import { recordAccess } from "@/lib/platform/access-log";
import type { Cost } from "@/lib/platform/channels/money";
import type { Message } from "@/lib/platform/database/generated/client";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";
import type { Reason } from "@/lib/rules/explain";

import { failedTests } from "./condition";
import { messageContexts } from "./context";
import { forecasts } from "./forecast";
import { explainedOf } from "./message-list";
import { openStates } from "./outbox/tabs";
import type { MessageState } from "./schema";
import { againVerdict } from "./sending-again";

/** One thing that happened to a message. `kind` is a key below messages.events or outbox.events. */
export interface MessageEvent {
  at: Date;
  kind: string;
  /** Message key of a reason, where one was written down. */
  reason: string | null;
  /** The provider's own word, of a callback. */
  status: string | null;
  by: string | null;
  /** Why a person took it back, or where a link led. */
  detail: string | null;
}

/** All that is known of one message. */
export type MessagePage = Awaited<ReturnType<typeof messagePage>>;

const titles = { select: { number: true, definition: { select: { key: true, title: true } } } } as const;

/** One message with its text (as it left, or as it would leave), its history, its cost, and the provider's answers. */
export async function messagePage(tenant: TenantScope, id: string) {
  return inTransaction(tenant, async (tx) => {
    const message = await tx.db.message.findFirst({
      where: { id },
      include: {
        customer: { select: { id: true, name: true } },
        templateVersion: titles,
        followUpVersion: titles,
      },
    });
    if (!message) throw new Refusal("not_found", "errors.notFound");
    await recordAccess(tx, { act: "viewed", customerIds: [message.customerId], detail: "message" });
    const again = await tx.db.message.findFirst({ where: { resendOfId: id }, select: { id: true } });
    const open = openStates.some((state) => state === message.state);
    const forecast = open ? ((await forecasts(tx, [id])).get(id) ?? null) : null;
    const explained = explainedOf(message, forecast);
    return {
      id,
      now: tx.now,
      customer: message.customer,
      followUp: message.followUpVersion && titled(message.followUpVersion),
      template: message.templateVersion && titled(message.templateVersion),
      channel: message.channel,
      class: message.class,
      state: message.state as MessageState,
      explained: { ...explained, failed: await failedNow(tx, message, explained.failed) },
      plannedAt: message.plannedAt,
      dueAt: message.heldUntil ?? message.dueAt,
      expiresAt: message.expiresAt,
      submittedAt: message.submittedAt,
      toAddress: message.toAddress,
      sender: message.sender,
      kind: message.kind,
      deliveredAs: message.deliveredAs,
      attempts: message.attempts,
      /** As it left; null while it has not. */
      body: message.body,
      subject: message.subject,
      fallbackBody: message.fallbackBody,
      cost: costOf(message),
      hasCondition: message.condition !== null,
      forecast,
      mayBeTakenBack: open,
      provider: message.submittedAt
        ? {
            sid: message.providerSid,
            status: message.providerStatus,
            errorCode: message.errorCode,
            errorDetail: message.errorDetail,
            /** Message key of what its answer means, where it refused. */
            meaning: message.verdictReason?.startsWith("messages.refused.") ? message.verdictReason : null,
            segments: message.segments,
            listings: message.emptyListings,
            lastListingAt: message.lastListingAt,
            nextListingAt: message.state === "unclear" ? message.nextListingAt : null,
          }
        : null,
      resendOfId: message.resendOfId,
      resentAsId: again?.id ?? null,
      ...(await actsOf(tx, message, again !== null)),
      clicks: await clicksOf(tx, id),
      history: await historyOf(tx, message),
    };
  });
}

/** Whether it may be sent now, or again, and if not, why. Only where somebody could ask. */
async function actsOf(tx: Tx, message: Message, sentAgain: boolean) {
  const open = openStates.some((state) => state === message.state);
  const ended = ["failed", "undelivered", "unclear"].includes(message.state);
  const asIfNow =
    open || ended ? ((await forecasts(tx, [message.id], tx.now)).get(message.id) ?? null) : null;
  return {
    /** What would happen if it were due now. */
    sendNow: open ? asIfNow : null,
    sendAgain: ended ? againVerdict(message, { sentAgain, forecast: asIfNow }, tx.now) : null,
  };
}

/** Why its condition did not hold is not written down; it is told as long as it is still so. */
async function failedNow(tx: Tx, message: Message, known: readonly Reason[]): Promise<readonly Reason[]> {
  if (message.state !== "cancelled" || message.verdictReason !== "messages.conditionNotMet") return known;
  const [context] = await messageContexts(tx, [message.id]);
  return context ? failedTests(context, tx.now) : known;
}

function costOf({ estimatedCost, finalCost, costCurrency: currency }: Message) {
  const cost = (micros: bigint | null): Cost | null =>
    micros !== null && currency ? { micros, currency } : null;
  return { estimated: cost(estimatedCost), final: cost(finalCost) };
}

/** How often people opened its links, by page, and when first; machines are counted apart. */
async function clicksOf(tx: Tx, messageId: string) {
  const links = await tx.db.shortLink.findMany({
    where: { messageId },
    select: { area: true, expiresAt: true },
    orderBy: { id: "asc" },
  });
  const opened = await tx.db.linkClick.groupBy({
    by: ["area", "byMachine"],
    where: { messageId },
    _count: { _all: true },
    _min: { clickedAt: true },
  });
  return links.map(({ area, expiresAt }) => {
    const [people, machines] = [false, true].map((byMachine) =>
      opened.find((one) => one.area === area && one.byMachine === byMachine),
    );
    return {
      area,
      expiresAt,
      people: people?._count._all ?? 0,
      firstAt: people?._min.clickedAt ?? null,
      machines: machines?._count._all ?? 0,
    };
  });
}

const titled = (version: { number: number; definition: { key: string; title: string } }) => ({
  key: version.definition.key,
  title: version.definition.title,
  number: version.number,
});

async function historyOf(
  tx: Tx,
  message: { id: string; callbackId: string | null; plannedAt: Date; submittedAt: Date | null },
): Promise<MessageEvent[]> {
  const plain = { reason: null, status: null, by: null, detail: null };
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
      reason: textIn(event.payload, "reason"),
      status: null,
      by: event.actorName,
      detail: textIn(event.payload, "why") ?? textIn(event.payload, "area"),
    })),
    ...callbacks.map((one) => ({ ...plain, at: one.receivedAt, kind: "callback", status: one.status })),
  ].sort((one, other) => +one.at - +other.at);
}

function textIn(payload: unknown, name: string): string | null {
  const value = (payload as Record<string, unknown> | null)?.[name];
  return typeof value === "string" ? value : null;
}
