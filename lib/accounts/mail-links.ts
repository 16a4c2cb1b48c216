import type { Mail } from "@/lib/platform/email/email";
import { newId } from "@/lib/platform/ids";
import { countTry, type RateLimit } from "@/lib/platform/rate-limit";
import { Refusal } from "@/lib/platform/refusal";
import { hashSecret, randomSecret } from "@/lib/platform/secrets";
import { type Locale, outsideTenants, type TenantDb } from "@/lib/platform/tenancy";
import { type MailLinkPurpose, mailLinkMail } from "./mails";
import { hashPassword } from "./passwords";
import { beginSessionAt, endAllSessions, type SessionClaim } from "./sessions";
import { countOrRefuse, type Doorstep } from "./sign-in";

const minutes: Record<MailLinkPurpose, number> = { sign_in: 15, reset: 60 };
export const mailsToAddress: RateLimit = { name: "link mails", atMost: 5, seconds: 3600 };
export const mailsFromNetwork: RateLimit = { name: "link mails network", atMost: 30, seconds: 3600 };

/**
 * The mail with a link to sign in or to choose a new password, or null when the address has no account or had too many:
 * whoever asked is told the same in each case. Send it after the answer, so that time does not tell either.
 */
export async function mailLink(
  purpose: MailLinkPurpose,
  email: string,
  asked: { network: string; locale: Locale },
): Promise<Mail | null> {
  await countOrRefuse(mailsFromNetwork, asked.network);
  const { allowed } = await countTry(mailsToAddress, email);
  const account = await outsideTenants(({ db }) => db.account.findUnique({ where: { email } }));
  if (!allowed || !account || account.suspendedAt) return null;
  const secret = randomSecret(24);
  await outsideTenants(({ db, now }) =>
    db.signInToken.create({
      data: {
        id: newId(),
        accountId: account.id,
        purpose,
        secretHash: hashSecret(secret),
        expiresAt: new Date(now.getTime() + minutes[purpose] * 60_000),
        createdAt: now,
      },
    }),
  );
  return mailLinkMail(purpose, { to: email, secret, minutes: minutes[purpose], locale: asked.locale });
}

/** Whether a link still opens. Looking does not use it up: mail scanners open links. */
export async function mailLinkHolds(purpose: MailLinkPurpose, secret: string): Promise<boolean> {
  return outsideTenants(async ({ db, now }) => {
    const found = await db.signInToken.findFirst({
      where: { ...fresh(purpose, secret, now), account: { suspendedAt: null } },
    });
    return found !== null;
  });
}

/** Signs in by a mailed link, once. Proves the address too. */
export async function signInByMailLink(secret: string, doorstep: Doorstep): Promise<SessionClaim> {
  return outsideTenants(async (tx) => {
    const accountId = await useUp(tx, "sign_in", secret);
    await tx.db.account.update({ where: { id: accountId }, data: { emailVerifiedAt: tx.now } });
    return beginSessionAt(tx.db, accountId, doorstep.deviceHash);
  });
}

/** Sets a new password by a mailed link, once, and ends every session of the account. */
export async function resetPassword(
  input: { secret: string; password: string },
  doorstep: Doorstep,
): Promise<SessionClaim> {
  const passwordHash = await hashPassword(input.password);
  return outsideTenants(async (tx) => {
    const accountId = await useUp(tx, "reset", input.secret);
    await tx.db.account.update({ where: { id: accountId }, data: { passwordHash, emailVerifiedAt: tx.now } });
    await tx.db.signInToken.updateMany({ where: { accountId, usedAt: null }, data: { usedAt: tx.now } });
    await endAllSessions(tx.db, accountId);
    return beginSessionAt(tx.db, accountId, doorstep.deviceHash);
  });
}

const fresh = (purpose: MailLinkPurpose, secret: string, now: Date) => ({
  purpose,
  secretHash: hashSecret(secret),
  usedAt: null,
  expiresAt: { gt: now },
});

/** Compare-and-set: of two that use one link at once, one wins. */
async function useUp(
  { db, now }: { db: TenantDb; now: Date },
  purpose: MailLinkPurpose,
  secret: string,
): Promise<string> {
  const where = { ...fresh(purpose, secret, now), account: { suspendedAt: null } };
  const found = await db.signInToken.findFirst({ where, select: { id: true, accountId: true } });
  const { count } = found
    ? await db.signInToken.updateMany({ where: { id: found.id, usedAt: null }, data: { usedAt: now } })
    : { count: 0 };
  if (!found || count === 0) throw new Refusal("forbidden", "accounts.linkEnded");
  return found.accountId;
}
