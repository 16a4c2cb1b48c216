import { newId } from "@/lib/platform/ids";
import { Refusal } from "@/lib/platform/refusal";
import { type Locale, outsideTenants, type TenantDb } from "@/lib/platform/tenancy";
import { hashPassword, passwordFits } from "./passwords";
import { beginSessionAt, endAllSessions, type SessionClaim } from "./sessions";

export interface Account {
  id: string;
  name: string;
  email: string;
  isOperator: boolean;
  hasPassword: boolean;
}

/** The account of a session that still holds (safety.md rule 31); null when it ended or the account is suspended. */
export async function accountOfSession(claim: SessionClaim): Promise<Account | null> {
  const account = await outsideTenants(async ({ db }) => {
    const device = await db.knownDevice.findUnique({
      where: { accountId_deviceHash: { accountId: claim.accountId, deviceHash: claim.deviceHash } },
    });
    if (device?.seenAt.getTime() !== claim.since) return null;
    return db.account.findFirst({
      where: { id: claim.accountId, sessionVersion: claim.sessionVersion, suspendedAt: null },
      select: { id: true, name: true, email: true, isOperator: true, passwordHash: true },
    });
  });
  if (!account) return null;
  const { passwordHash, ...facts } = account;
  return { ...facts, hasPassword: passwordHash !== null };
}

/** Makes an account whose address is proven: by the mail that invited it, or by whoever runs the installation. */
export async function makeAccount(
  { db, now }: { db: TenantDb; now: Date },
  given: { email: string; name: string; password?: string; locale?: Locale; isOperator?: boolean },
): Promise<{ id: string }> {
  const id = newId();
  await db.account.create({
    data: {
      id,
      email: given.email,
      name: given.name,
      passwordHash: given.password === undefined ? null : await hashPassword(given.password),
      locale: given.locale ?? "ko",
      isOperator: given.isOperator ?? false,
      emailVerifiedAt: now,
      createdAt: now,
    },
  });
  return { id };
}

/** Changes the password and ends every session but a new one at this device. */
export async function changePassword(
  account: Account,
  input: { currentPassword: string; password: string },
  deviceHash: string,
): Promise<SessionClaim> {
  const known = await outsideTenants(({ db }) => db.account.findUniqueOrThrow({ where: { id: account.id } }));
  if (known.passwordHash && !(await passwordFits(known.passwordHash, input.currentPassword)))
    throw new Refusal("invalid", "accounts.wrongCurrentPassword");
  const passwordHash = await hashPassword(input.password);
  return outsideTenants(async ({ db }) => {
    await db.account.update({ where: { id: account.id }, data: { passwordHash } });
    await endAllSessions(db, account.id);
    return beginSessionAt(db, account.id, deviceHash);
  });
}

export async function rename(account: Account, name: string): Promise<void> {
  await outsideTenants(({ db }) => db.account.update({ where: { id: account.id }, data: { name } }));
}

/** Signs out every browser of an account but this one. */
export async function signOutElsewhere(account: Account, deviceHash: string): Promise<SessionClaim> {
  return outsideTenants(async ({ db }) => {
    await endAllSessions(db, account.id);
    return beginSessionAt(db, account.id, deviceHash);
  });
}
