import type { Tx } from "./tenancy";

/**
 * Has Postgres plan what `work` asks once a connection and never with its values: for a statement that reads by the same index
 * whatever they are, over the event table, where planning for four dozen partitions takes ten times as long as reading. Not for
 * ids in a list (and a text that is usually planned with its values says `plannedOnce`): not knowing how many there are, Postgres (18) walks through a longer index for them.
 */
export async function keepingPlans<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  await planBy(tx, "force_generic_plan");
  const answer = await work();
  // A transaction that fails ends, and its settings with it.
  await planBy(tx, "auto");
  return answer;
}

const planBy = (tx: Tx, mode: "force_generic_plan" | "auto") =>
  tx.db.$queryRaw`SELECT set_config('plan_cache_mode', ${mode}, true)`;
