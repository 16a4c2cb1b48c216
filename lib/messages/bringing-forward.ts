import { recordEvent } from "@/lib/platform/events";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";

import { forecasts } from "./forecast";
import { openStates } from "./outbox/tabs";
import { subjectOf } from "./settling";

/**
 * "Send now": the message becomes due at once. Nothing is overruled: where it could not go now it is refused with that
 * reason and stays as it was, and the gate judges once more right before it leaves. Refused, too, once a worker has it.
 */
export async function bringForward(tenant: TenantScope, id: string): Promise<void> {
  await inTransaction(tenant, async (tx) => {
    const message = await tx.db.message.findFirst({ where: { id }, select: { id: true, customerId: true } });
    if (!message) throw new Refusal("not_found", "errors.notFound");
    const now = (await forecasts(tx, [id], tx.now)).get(id);
    if (now && now.outcome !== "send") throw new Refusal("conflict", now.reason ?? "outbox.acts.notNow");
    const { count } = await tx.db.message.updateMany({
      where: { id, state: { in: [...openStates] } },
      data: { dueAt: tx.now, heldUntil: null },
    });
    if (count === 0) throw new Refusal("conflict", "outbox.acts.alreadyLeaving");
    await recordEvent(tx, "message.brought_forward", subjectOf(message));
  });
}
