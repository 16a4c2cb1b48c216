import { env } from "@/lib/platform/env";
import type { Tx } from "@/lib/platform/tenancy";

import type { Business } from "./sample-values";
import { senderNameOf } from "./templates";

/** What the samples say of the business itself. */
export async function businessOf(tx: Tx): Promise<Business> {
  const { slug, settings } = await tx.db.tenant.findUniqueOrThrow({
    where: { id: tx.tenantId },
    select: { slug: true, settings: { select: { phone: true, optOutNumber: true } } },
  });
  return { senderName: await senderNameOf(tx), slug, baseUrl: env.baseUrl, ...settings };
}
