import type { z } from "zod";
import { recordEvent } from "@/lib/platform/events";
import { newId } from "@/lib/platform/ids";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { addDays, instantOf } from "@/lib/platform/zoned-time";
import type { proofInput } from "./schema";

export interface AdvertisingProof {
  id: string;
  provider: string;
  description: string;
  recordedBy: string;
  validFrom: Date;
  validUntil: Date | null;
}

/** What the tenant has recorded of its routes for Korean advertising, newest first. */
export async function advertisingProofs(tenant: TenantScope): Promise<AdvertisingProof[]> {
  return inTransaction(tenant, ({ db }) =>
    db.advertisingProof.findMany({ omit: { tenantId: true }, orderBy: { validFrom: "desc" } }),
  );
}

/**
 * Records that a route may carry Korean advertising (Network Act Art. 50-3(1)): the gate blocks advertising without one.
 * Days are the tenant's own; the last one counts in full.
 */
export async function recordAdvertisingProof(
  tenant: TenantScope,
  input: z.output<typeof proofInput>,
): Promise<{ id: string }> {
  return inTransaction(tenant, async (tx) => {
    const { zone } = await tx.db.tenant.findUniqueOrThrow({
      where: { id: tx.tenantId },
      select: { zone: true },
    });
    const startOf = (date: string) => instantOf({ date, time: "00:00", zone });
    const id = newId();
    await tx.db.advertisingProof.create({
      data: {
        tenantId: tx.tenantId,
        id,
        provider: input.provider,
        description: input.description,
        recordedBy: tx.actor.name ?? tx.actor.kind,
        validFrom: startOf(input.validFrom),
        validUntil: input.validUntil ? startOf(addDays(input.validUntil, 1)) : null,
      },
    });
    await recordEvent(tx, "tenant.advertising_proof_recorded", { kind: "advertising_proof", id });
    return { id };
  });
}
