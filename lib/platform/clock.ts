import { env } from "./env";
import { everyPublicPageChanged } from "./public-page-changes";
import { Refusal } from "./refusal";
import { outsideTenants, readOutsideTenants } from "./tenancy";

/**
 * Business time comes from one row that web, worker and the local provider servers share (SQL function business_now()).
 * In production the row is zero and the application role may not write it: business time is the database's time.
 */
export const businessNow = (): Promise<Date> =>
  readOutsideTenants(async (db) => {
    const rows = await db.$queryRaw<{ now: Date }[]>`SELECT business_now() AS now`;
    return (rows[0] as { now: Date }).now;
  });

/** Demo and tests only: moves business time for every process at once. Frozen time stands still until moved again. */
export async function moveClock(to: Date, options: { frozen?: boolean } = {}): Promise<void> {
  if (!env.isDemo) throw new Refusal("not_found", "errors.notFound");
  await outsideTenants(async ({ db }) => {
    if (options.frozen) await db.$executeRaw`UPDATE business_clock SET frozen_at = ${to} WHERE id = 1`;
    else
      await db.$executeRaw`
        UPDATE business_clock SET frozen_at = NULL, offset_seconds = extract(epoch FROM ${to}::timestamptz - clock_timestamp())
        WHERE id = 1`;
    await everyPublicPageChanged(db);
  });
}

/** Demo and tests only: back to the database's own time. */
export async function resetClock(): Promise<void> {
  if (!env.isDemo) throw new Refusal("not_found", "errors.notFound");
  await outsideTenants(async ({ db }) => {
    await db.$executeRaw`UPDATE business_clock SET frozen_at = NULL, offset_seconds = 0 WHERE id = 1`;
    await everyPublicPageChanged(db);
  });
}
