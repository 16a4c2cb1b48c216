import { decryptWith, encryptWith, isSealedWith } from "@/lib/platform/encryption";
import { env } from "@/lib/platform/env";
import { inTransaction, outsideTenants, systemScope } from "@/lib/platform/tenancy";

/** What the secrets of provider accounts are sealed for: a value sealed for something else does not open. */
const use = "provider credentials";

/** Seals an account's secret with the present key; bound to the account's id. */
export const sealCredentials = (accountId: string, secret: string): string =>
  encryptWith(env.credentialsKey, use, accountId, secret);

/** Opens it with the present key or the one before. */
export const openCredentials = (accountId: string, sealed: string): string =>
  decryptWith([env.credentialsKey, ...env.credentialsKeysBefore], use, accountId, sealed);

export interface Rotation {
  /** Sealed anew with the present key. */
  rotated: number;
  /** Were sealed with it already. */
  already: number;
  /** Ids of accounts that no known key opens: left as they are. */
  unreadable: string[];
}

/**
 * Seals every tenant's credentials with the present key. Each account is changed by itself and only if nobody changed it
 * meanwhile, so that it may be stopped and started again, beside a running installation, as often as one likes.
 */
export async function rotateCredentials(): Promise<Rotation> {
  const done: Rotation = { rotated: 0, already: 0, unreadable: [] };
  const tenants = await outsideTenants(({ db }) => db.tenant.findMany({ select: { id: true } }));
  for (const { id: tenantId } of tenants) {
    const scope = systemScope(tenantId);
    const accounts = await inTransaction(scope, ({ db }) =>
      db.providerAccount.findMany({ select: { id: true, encryptedCredentials: true } }),
    );
    for (const { id, encryptedCredentials: before } of accounts) {
      if (isSealedWith(env.credentialsKey, before)) {
        done.already += 1;
        continue;
      }
      const secret = openOrNull(id, before);
      if (secret === null) {
        done.unreadable.push(id);
        continue;
      }
      const { count } = await inTransaction(scope, ({ db }) =>
        db.providerAccount.updateMany({
          where: { id, encryptedCredentials: before },
          data: { encryptedCredentials: sealCredentials(id, secret) },
        }),
      );
      // Somebody saved a new secret meanwhile: it was sealed by a running process, and the next run looks at it.
      done.rotated += count;
    }
  }
  return done;
}

function openOrNull(id: string, sealed: string): string | null {
  try {
    return openCredentials(id, sealed);
  } catch {
    return null;
  }
}
