import { recordEvent } from "@/lib/platform/events";
import { publicPageChanged } from "@/lib/platform/public-page-changes";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { type ChangeCapacity, changeCapacityInput } from "./schema";

/**
 * Changes the number of places of a run. Never below those given away, unless `override` is said: then whoever says it
 * is written down by name. One conditional UPDATE decides, so that a place taken at the same moment cannot slip through.
 * More places let waiting people in; that hangs off the event.
 */
export async function changeCapacity(tenant: TenantScope, given: ChangeCapacity): Promise<void> {
  const { runId, capacity, override } = changeCapacityInput.parse(given);
  return inTransaction(tenant, async (tx) => {
    const before = await tx.db.seatPool.findFirst({ where: { runId, name: "default" } });
    if (!before) throw new Refusal("not_found", "courses.run.notFound");
    const pool = { runId, name: "default" };
    const room = capacity === null ? {} : { taken: { lte: capacity } };
    const kept = await tx.db.seatPool.updateMany({
      where: { ...pool, ...room },
      data: { capacity, overriddenBy: null },
    });
    if (kept.count === 0) {
      if (!override)
        throw new Refusal("conflict", "courses.capacity.belowTaken", { taken: await takenNow() });
      const overriddenBy = tx.actor.name ?? tx.actor.id ?? tx.actor.kind;
      await tx.db.seatPool.updateMany({ where: pool, data: { capacity, overriddenBy } });
    }
    await recordEvent(
      tx,
      "run.capacity_changed",
      { kind: "run", id: runId },
      { before: before.capacity, after: capacity, overridden: kept.count === 0 },
    );
    await publicPageChanged(tx);

    async function takenNow(): Promise<number> {
      const now = await tx.db.seatPool.findFirst({ where: pool, select: { taken: true } });
      return now?.taken ?? 0;
    }
  });
}
