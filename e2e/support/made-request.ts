import { newId } from "@/lib/platform/ids";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";

/** Somebody's request to see their data, without the task that the verb would put among those of other tests. */
export const madeRequest = (scope: TenantScope): Promise<void> =>
  inTransaction(scope, async ({ db, tenantId, now }) => {
    const { customerId } = await db.enrollment.findFirstOrThrow({ orderBy: { id: "asc" } });
    await db.privacyRequest.createMany({
      data: [
        {
          tenantId,
          id: newId(),
          customerId,
          kind: "access",
          askedBy: "self",
          checkedHow: "전화",
          askedAt: now,
          dueOn: now,
        },
      ],
    });
  });
