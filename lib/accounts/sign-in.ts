import { countTry, forgiveTries, type RateLimit } from "@/lib/platform/rate-limit";
import { Refusal } from "@/lib/platform/refusal";
import { outsideTenants } from "@/lib/platform/tenancy";
import { passwordFits } from "./passwords";
import { beginSessionAt, type SessionClaim } from "./sessions";

/** Where a sign-in comes from. */
export interface Doorstep {
  /** The caller's address or network, for the limit. */
  network: string;
  deviceHash: string;
}

export const triesOfNetwork: RateLimit = { name: "sign-in network", atMost: 100, seconds: 600 };
export const triesOfStrangers: RateLimit = { name: "sign-in strangers", atMost: 10, seconds: 900 };
export const triesOfDevice: RateLimit = { name: "sign-in device", atMost: 10, seconds: 900 };

/**
 * Signs in by password. Guesses against one account are counted together for all browsers it never used, and apart for
 * each browser it did use, so that a guesser elsewhere cannot lock its owner out (G37). Unknown accounts are counted and
 * checked just the same: neither words nor time tell them apart.
 */
export async function signInWithPassword(
  input: { email: string; password: string },
  doorstep: Doorstep,
): Promise<SessionClaim> {
  const account = await outsideTenants(({ db }) => db.account.findUnique({ where: { email: input.email } }));
  const device = await outsideTenants(({ db }) =>
    db.knownDevice.findFirst({
      where: { accountId: account?.id ?? nobody, deviceHash: doorstep.deviceHash },
    }),
  );
  const limit = device ? triesOfDevice : triesOfStrangers;
  const subject = device ? `${input.email} ${doorstep.deviceHash}` : input.email;
  await countOrRefuse(triesOfNetwork, doorstep.network);
  await countOrRefuse(limit, subject);

  const fits = await passwordFits(account?.passwordHash ?? null, input.password);
  if (!account || !fits || account.suspendedAt) throw new Refusal("forbidden", "accounts.wrongPassword");
  await forgiveTries(limit, subject);
  return outsideTenants(({ db }) => beginSessionAt(db, account.id, doorstep.deviceHash));
}

const nobody = "00000000-0000-0000-0000-000000000000";

export async function countOrRefuse(limit: RateLimit, subject: string): Promise<void> {
  const { allowed, retryAfterSeconds } = await countTry(limit, subject);
  if (allowed) return;
  throw new Refusal("limit", "accounts.tooManyTries", { minutes: Math.ceil(retryAfterSeconds / 60) });
}
