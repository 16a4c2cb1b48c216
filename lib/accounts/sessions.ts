import { outsideTenants, type TenantDb } from "@/lib/platform/tenancy";

/**
 * What a browser's session says of itself. It holds while the account has this version (raised by a new password and by
 * "sign out everywhere") and this device was not signed in or out since.
 */
export interface SessionClaim {
  accountId: string;
  sessionVersion: number;
  deviceHash: string;
  /** Milliseconds: known_device.seen_at at sign-in. */
  since: number;
}

/** Begins the one session of an account at a device; an older one there ends. The device counts as known from now on. */
export async function beginSessionAt(
  db: TenantDb,
  accountId: string,
  deviceHash: string,
): Promise<SessionClaim> {
  const account = await db.account.findUniqueOrThrow({ where: { id: accountId } });
  const since = await touchDevice(db, accountId, deviceHash);
  return { accountId, sessionVersion: account.sessionVersion, deviceHash, since };
}

/** Ends the session of an account at a device. The device stays known, so that guessing elsewhere cannot lock it out. */
export async function endSessionAt(claim: SessionClaim): Promise<void> {
  await outsideTenants(({ db }) => touchDevice(db, claim.accountId, claim.deviceHash));
}

/** Ends every session of an account, at once and everywhere. */
export async function endAllSessions(db: TenantDb, accountId: string): Promise<void> {
  await db.account.update({ where: { id: accountId }, data: { sessionVersion: { increment: 1 } } });
}

/** Real time, always later than before: with a frozen business clock an old session must end all the same. */
async function touchDevice(db: TenantDb, accountId: string, deviceHash: string): Promise<number> {
  const rows = await db.$queryRaw<{ seen_at: Date }[]>`
    INSERT INTO known_device AS known (account_id, device_hash, seen_at)
    VALUES (${accountId}::uuid, ${deviceHash}, date_trunc('milliseconds', clock_timestamp()))
    ON CONFLICT (account_id, device_hash) DO UPDATE
      SET seen_at = greatest(date_trunc('milliseconds', clock_timestamp()), known.seen_at + interval '1 millisecond')
    RETURNING seen_at`;
  return (rows[0] as { seen_at: Date }).seen_at.getTime();
}
