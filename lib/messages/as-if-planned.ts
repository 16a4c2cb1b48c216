import { newId } from "@/lib/platform/ids";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import { type Plan, planAll } from "./planning";

/** Carries what was seen out of a transaction that is taken back. */
class Seen<T> extends Error {
  constructor(readonly value: T) {
    super("messages: seen, and taken back");
  }
}

/**
 * Looks at messages as if they were planned: they are, in a transaction that is always taken back. So a preview for people
 * who have nothing planned goes the very way of a send, and nothing can be sent of it.
 *
 * @param wanted who and what; the purpose is given here, so that two lookers do not meet
 */
export async function asIfPlanned<T>(
  { tenantId, actor, locale }: TenantScope,
  wanted: readonly Omit<Plan, "purpose" | "because">[],
  look: (tx: Tx, ids: string[]) => Promise<T>,
): Promise<T> {
  const purpose = `preview:${newId()}`;
  try {
    return await inTransaction({ tenantId, actor, locale }, async (tx): Promise<never> => {
      await planAll(
        tx,
        wanted.map((one) => ({ ...one, purpose, because: "messages.because.preview" })),
      );
      const planned = await tx.db.message.findMany({ where: { purpose }, select: { id: true } });
      throw new Seen(
        await look(
          tx,
          planned.map(({ id }) => id),
        ),
      );
    });
  } catch (error) {
    if (error instanceof Seen) return error.value as T;
    throw error;
  }
}
