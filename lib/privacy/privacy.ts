import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import { askForReview } from "./access-review";
import { recordDestruction } from "./destruction-log";
import { destroyExpired } from "./kept-records";
import { lookSoon, lookTonight } from "./promise-times";
import { finishWaiting } from "./requests";
import { activeRules, noteRun, runRule } from "./retention";

const mostLines = 5000;
const mostKept = 500;

/**
 * What the clock does every night for a business's promises: erasures that waited, what the law no longer keeps, old lines of
 * the access log, the monthly review, and the rules of retention. One batch of each at a time, so that a large business
 * delays nobody; while there is more, the tenant stays due. Two workers never do it at once, and one that dies is followed.
 */
export async function keepPromises(tenant: TenantScope): Promise<void> {
  await inTransaction(tenant, async (tx) => {
    if (!(await isAlone(tx))) return;
    const waits = await finishWaiting(tx);
    const expired = await destroyExpired(tx, mostKept);
    await recordDestruction(tx, { cause: "kept_expired" }, { people: 0, counts: { kept_record: expired } });
    const forgotten = await forgetAccesses(tx);
    let more = expired === mostKept || forgotten === mostLines;
    for (const rule of await activeRules(tx)) {
      if (await runRule(tx, rule)) more = true;
      else await noteRun(tx, rule.kind);
    }
    await askForReview(tx);
    if (more) return;
    await (waits ? lookSoon(tx) : lookTonight(tx));
  });
}

async function isAlone(tx: Tx): Promise<boolean> {
  const [lock] = await tx.db.$queryRaw<{ held: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(hashtextextended(${`privacy ${tx.tenantId}`}, 0)) AS held`;
  return lock?.held ?? false;
}

async function forgetAccesses(tx: Tx): Promise<number> {
  const [row] = await tx.db.$queryRaw<{ gone: bigint }[]>`
    SELECT forget_access_log(${mostLines}::int) AS gone`;
  const gone = Number(row?.gone ?? 0);
  await recordDestruction(tx, { cause: "access_expired" }, { people: 0, counts: { access_log: gone } });
  return gone;
}
