import { Refusal } from "@/lib/platform/refusal";
import { outsideTenants, type TenantDb } from "@/lib/platform/tenancy";
import { makeAccount } from "./accounts";
import type { ProviderProfile, SignInProvider } from "./provider-profiles";
import { beginSessionAt, type SessionClaim } from "./sessions";

/** Why somebody comes back from a provider: to sign in, to connect it to the account they are signed in to, or invited. */
export type ProviderErrand =
  | { kind: "sign_in" }
  | { kind: "connect"; accountId: string }
  | { kind: "invited"; email: string; name: string };

/**
 * Decides whose account a provider's person may enter. A known identity enters its own. An unproven address opens nothing
 * (domain.md row 119): it never leads into the account that has it. Nobody gets an account without an invitation.
 */
export async function signInByProvider(
  profile: ProviderProfile,
  errand: ProviderErrand,
  deviceHash: string,
): Promise<SessionClaim> {
  return outsideTenants(async (tx) => {
    const accountId = await accountFor(tx, profile, errand);
    const account = await tx.db.account.findUniqueOrThrow({ where: { id: accountId } });
    if (account.suspendedAt) throw new Refusal("forbidden", "accounts.providerUnknown");
    return beginSessionAt(tx.db, accountId, deviceHash);
  });
}

async function accountFor(
  tx: { db: TenantDb; now: Date },
  profile: ProviderProfile,
  errand: ProviderErrand,
): Promise<string> {
  const { provider, subject } = profile;
  const known = await tx.db.accountIdentity.findUnique({
    where: { provider_subject: { provider, subject } },
  });
  if (known) {
    if (errand.kind === "connect" && errand.accountId !== known.accountId)
      throw new Refusal("conflict", "accounts.providerTaken");
    return known.accountId;
  }
  const accountId = await newIdentityOf(tx, profile, errand);
  await tx.db.accountIdentity.create({ data: { provider, subject, accountId, linkedAt: tx.now } });
  return accountId;
}

async function newIdentityOf(
  tx: { db: TenantDb; now: Date },
  profile: ProviderProfile,
  errand: ProviderErrand,
): Promise<string> {
  if (errand.kind === "connect") return errand.accountId;
  if (errand.kind === "invited") {
    const holder = await tx.db.account.findUnique({ where: { email: errand.email } });
    if (holder) throw new Refusal("conflict", "accounts.signInFirst");
    return (await makeAccount(tx, { email: errand.email, name: profile.name ?? errand.name })).id;
  }
  const holder =
    profile.email && profile.emailVerified
      ? await tx.db.account.findFirst({ where: { email: profile.email, emailVerifiedAt: { not: null } } })
      : null;
  if (!holder) throw new Refusal("forbidden", "accounts.providerUnknown");
  return holder.id;
}

/** The providers an account is connected to. */
export async function connectedProviders(accountId: string): Promise<SignInProvider[]> {
  const rows = await outsideTenants(({ db }) =>
    db.accountIdentity.findMany({
      where: { accountId },
      select: { provider: true },
      orderBy: { linkedAt: "asc" },
    }),
  );
  return rows.map(({ provider }) => provider as SignInProvider);
}
