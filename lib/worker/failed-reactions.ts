import { ask } from "@/lib/decisions/decisions";
import { enqueue } from "@/lib/platform/jobs";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { addHours } from "@/lib/platform/zoned-time";

import type { HappenedEvent } from "./happened-event";

export const reactionDecision = "worker.reactionFailed";

const retryHours = 24;

/** What should have followed from an event failed at every try, or took its worker along: the owner is told, and it is tried once more a day later. */
export async function askAboutReaction(tenant: TenantScope, event: HappenedEvent): Promise<void> {
  await inTransaction(tenant, (tx) =>
    ask(tx, {
      kind: reactionDecision,
      subject: { kind: "event", id: event.eventId },
      question: {
        kicker: { key: "reactionFailed.kicker" },
        title: { key: "reactionFailed.title" },
        detail: { key: "reactionFailed.detail", values: { type: event.type } },
      },
      options: [
        { key: "retry", label: { key: "reactionFailed.retry" } },
        { key: "leave", label: { key: "reactionFailed.leave" } },
      ],
      default: "retry",
      deadline: addHours(tx.now, retryHours),
    }),
  );
}

/** Puts the event before the worker once more, alone. */
export async function reactAgain(tenant: TenantScope, eventId: string): Promise<void> {
  await inTransaction(tenant, async (tx) => {
    // Newest first by the key of its table: such an event is a day old.
    const event = await tx.db.event.findFirst({ where: { id: eventId }, orderBy: { occurredAt: "desc" } });
    if (!event) return;
    const { type, subjectId, customerId, payload } = event;
    const again = { tenantId: tx.tenantId, eventId, type, subjectId, customerId, payload };
    await enqueue(tx, "events.alone", [again]);
  });
}
