import { customerOrRefuse } from "@/lib/customers/customers";
import { recordAccess } from "@/lib/platform/access-log";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";

import { type ErasurePreview, previewErasure } from "./erasing";
import { type Hold, holdOf } from "./holds";
import { type RequestLine, requestsOf } from "./requests";

/** What stands about one person's wishes, and what erasing them would do. */
export interface PersonPrivacy {
  name: string;
  erased: boolean;
  hold: Hold | null;
  requests: RequestLine[];
  preview: ErasurePreview | null;
  now: Date;
}

export const privacyOf = (tenant: TenantScope, customerId: string): Promise<PersonPrivacy> =>
  inTransaction(tenant, async (tx) => {
    const { name, erasedAt } = await customerOrRefuse(tx, customerId);
    await recordAccess(tx, { act: "viewed", customerIds: [customerId], detail: "privacy" });
    return {
      name,
      erased: erasedAt !== null,
      hold: await holdOf(tx, customerId),
      requests: await requestsOf(tx, customerId),
      preview: erasedAt ? null : await previewErasure(tx, customerId),
      now: tx.now,
    };
  });
