import { z } from "zod";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";

import { customerOrRefuse } from "./customers";
import { suppress } from "./suppressions";

export const refusalInput = z.object({ customerId: z.uuid() });

/**
 * The person said it on the telephone, or called the 080 number (row 28): advertising to their number stops at once, what
 * is planned of it is taken back, and the result notice follows within its 14 days. The ledger and the event name the
 * member who noted it. Repeating it changes nothing; only the person's own new consent lifts it.
 */
export async function refuseByStaff(
  tenant: TenantScope,
  { customerId }: z.output<typeof refusalInput>,
): Promise<void> {
  await inTransaction(tenant, async (tx) => {
    const { phone } = await customerOrRefuse(tx, customerId);
    if (!phone) throw new Refusal("conflict", "customers.page.refusal.noNumber");
    await suppress(tx, {
      channel: "sms",
      address: phone.address,
      scope: "advertising",
      source: "staff",
      customerId,
    });
  });
}
