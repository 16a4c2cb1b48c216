import { recordEvent } from "@/lib/platform/events";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";

import { cancelPlanned } from "./planning";
import { subjectOf } from "./settling";

/** A person takes one planned text back. Refused once it is on its way or has ended. */
export async function takeBack(tenant: TenantScope, id: string): Promise<void> {
  await inTransaction(tenant, async (tx) => {
    const message = await tx.db.message.findFirst({ where: { id }, select: { id: true, customerId: true } });
    if (!message) throw new Refusal("not_found", "errors.notFound");
    if ((await cancelPlanned(tx, { id }, "messages.takenBack")) === 0)
      throw new Refusal("conflict", "messages.alreadyGone");
    await recordEvent(tx, "message.cancelled", subjectOf(message), { reason: "messages.takenBack" });
  });
}
