import type { Tx } from "@/lib/platform/tenancy";
import { addDays, instantOf, localDate } from "@/lib/platform/zoned-time";

/** When promises are looked after every day, on the business's clock: nobody works, and no text goes out. */
const hour = "03:00";
/** A text on its way is settled in minutes; then what waited for it goes on. */
const soonMinutes = 2;

/** Lets the clock look again in two minutes. */
export const lookSoon = (tx: Tx): Promise<void> =>
  lookAt(tx, new Date(tx.now.getTime() + soonMinutes * 60_000));

/** Lets the clock look again in the coming night. */
export async function lookTonight(tx: Tx): Promise<void> {
  const { zone } = await tx.db.tenant.findUniqueOrThrow({
    where: { id: tx.tenantId },
    select: { zone: true },
  });
  const today = localDate(tx.now, zone);
  const night = instantOf({ date: today, time: hour, zone });
  await lookAt(tx, night > tx.now ? night : instantOf({ date: addDays(today, 1), time: hour, zone }));
}

async function lookAt(tx: Tx, nextAt: Date): Promise<void> {
  await tx.db.$executeRaw`
    INSERT INTO privacy_round (tenant_id, next_at) VALUES (${tx.tenantId}::uuid, ${nextAt})
    ON CONFLICT (tenant_id) DO UPDATE SET next_at = EXCLUDED.next_at`;
}
