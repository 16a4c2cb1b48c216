import type { z } from "zod";
import { customerOrRefuse } from "@/lib/customers/customers";
import { historiesOf } from "@/lib/customers/merged-away";
import { recordEvent } from "@/lib/platform/events";
import { newId } from "@/lib/platform/ids";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import type { holdInput, liftInput } from "./schema";

export interface Hold {
  reason: string;
  placedAt: Date;
  placedBy: string | null;
}

/** Keeps a person's data from being destroyed, by wish or by rule, until it is lifted. One at a time. */
export const placeHold = (
  tenant: TenantScope,
  { customerId, reason }: z.output<typeof holdInput>,
): Promise<void> =>
  inTransaction(tenant, async (tx) => {
    const customer = await customerOrRefuse(tx, customerId);
    if (customer.erasedAt) throw new Refusal("conflict", "privacy.erasedAlready");
    await tx.db.legalHold.createMany({
      data: [
        {
          tenantId: tx.tenantId,
          id: newId(),
          customerId,
          reason,
          placedAt: tx.now,
          placedBy: tx.actor.name ?? null,
        },
      ],
      skipDuplicates: true,
    });
    await recordEvent(tx, "customer.held", { kind: "customer", id: customerId, customerId });
  });

export const liftHold = (tenant: TenantScope, { customerId }: z.output<typeof liftInput>): Promise<void> =>
  inTransaction(tenant, async (tx) => {
    await customerOrRefuse(tx, customerId);
    // One may wait with a record that was merged into theirs.
    await tx.db.legalHold.updateMany({
      where: { customerId: { in: await historiesOf(tx, customerId) }, liftedAt: null },
      data: { liftedAt: tx.now, liftedBy: tx.actor.name ?? null },
    });
    await recordEvent(tx, "customer.released", { kind: "customer", id: customerId, customerId });
  });

export const holdOf = (tx: Tx, customerId: string): Promise<Hold | null> =>
  tx.db.legalHold.findFirst({
    where: { customerId, liftedAt: null },
    select: { reason: true, placedAt: true, placedBy: true },
  });
