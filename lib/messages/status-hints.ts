import { countTry } from "@/lib/platform/rate-limit";
import { inTransaction, readOutsideTenants, systemScope } from "@/lib/platform/tenancy";

/** Whoever knows the id of a message may make us ask about it so often, and no oftener. */
const perMessage = { name: "status-hint", atMost: 6, seconds: 600 };

/**
 * Somebody says that the provider has news of a message. Nothing of what they say is believed: the provider is asked at the
 * next round instead of later. An id that stands for nothing changes nothing, and is answered alike.
 */
export async function askSoon(callbackId: string): Promise<void> {
  const { allowed } = await countTry(perMessage, callbackId);
  if (!allowed) return;
  const [found] = await readOutsideTenants(
    (db) => db.$queryRaw<{ tenant_id: string }[]>`SELECT * FROM tenant_of_callback(${callbackId}::uuid)`,
  );
  if (!found) return;
  await inTransaction(systemScope(found.tenant_id), async (tx) => {
    await tx.db.message.updateMany({
      where: { callbackId, state: { in: ["accepted", "sent"] }, nextListingAt: { gt: tx.now } },
      data: { nextListingAt: tx.now },
    });
  });
}
