import { newId } from "@/lib/platform/ids";
import { revokeLinks } from "@/lib/platform/personal-links";
import { Refusal } from "@/lib/platform/refusal";
import { hashSecret, keyedHash } from "@/lib/platform/secrets";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import { sessionOrRefuse } from "./attendance";

const secretLength = 22;

/** The token of the code on the wall of a class session, or null when none was made. */
export async function wallCode(tenant: TenantScope, sessionId: string): Promise<string | null> {
  return inTransaction(tenant, async (tx) => {
    await sessionOrRefuse(tx, sessionId);
    const { token, secretHash } = await currentCode(tx, sessionId);
    const made = await tx.db.personalLink.count({ where: { kind: "here", secretHash, revokedAt: null } });
    return made > 0 ? token : null;
  });
}

/** Makes the code on the wall, or answers the one that hangs there. */
export async function makeWallCode(tenant: TenantScope, sessionId: string): Promise<string> {
  return inTransaction(tenant, async (tx) => {
    const session = await sessionOrRefuse(tx, sessionId);
    if (session.cancelledAt) throw new Refusal("conflict", "attendance.sessionCancelled");
    const { token, secretHash } = await currentCode(tx, sessionId);
    await tx.db.personalLink.createMany({
      data: [
        {
          tenantId: tx.tenantId,
          id: newId(),
          kind: "here",
          secretHash,
          subjectId: sessionId,
          createdAt: tx.now,
        },
      ],
      skipDuplicates: true,
    });
    return token;
  });
}

/** The old code stops working at once (a picture of it went around), and a new one is made. */
export async function rotateWallCode(tenant: TenantScope, sessionId: string): Promise<string> {
  return inTransaction(tenant, async (tx) => {
    await revokeLinks(tx, "here", sessionId);
    return makeWallCode(tx, sessionId);
  });
}

/**
 * The secret is derived, so that the poster can be printed again; how many codes were revoked before goes into it, so
 * that a new one differs from all of them.
 */
async function currentCode(tx: Tx, sessionId: string): Promise<{ token: string; secretHash: string }> {
  const revoked = await tx.db.personalLink.count({
    where: { kind: "here", subjectId: sessionId, revokedAt: { not: null } },
  });
  const secret = keyedHash("wall code", `${tx.tenantId} ${sessionId} ${revoked}`).slice(0, secretLength);
  const { linkCode } = await tx.db.tenant.findUniqueOrThrow({
    where: { id: tx.tenantId },
    select: { linkCode: true },
  });
  return { token: linkCode + secret, secretHash: hashSecret(secret) };
}
