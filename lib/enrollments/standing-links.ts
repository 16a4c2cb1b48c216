import { newId } from "@/lib/platform/ids";
import type { LinkKind } from "@/lib/platform/personal-links";
import { hashSecret, keyedHash } from "@/lib/platform/secrets";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";

const secretLength = 22;

/**
 * The token of a link that a page shows again at every look: a person's check-in code, their survey, their preferences.
 * Its secret is derived, not drawn, so that looking never makes a second one; the first look stores its hash. Links
 * that go out in texts are drawn by `makeLink`.
 */
export async function standingLink(
  tenant: TenantScope,
  kind: Extract<LinkKind, "check_in" | "survey" | "preferences">,
  subjectId: string,
): Promise<string> {
  return inTransaction(tenant, async (tx) => {
    const secret = keyedHash(`standing link ${kind}`, `${tx.tenantId} ${subjectId}`).slice(0, secretLength);
    const { linkCode } = await tx.db.tenant.findUniqueOrThrow({
      where: { id: tx.tenantId },
      select: { linkCode: true },
    });
    const secretHash = hashSecret(secret);
    const known = await tx.db.personalLink.findFirst({ where: { kind, secretHash }, select: { id: true } });
    if (!known)
      await tx.db.personalLink.createMany({
        data: [{ tenantId: tx.tenantId, id: newId(), kind, secretHash, subjectId, createdAt: tx.now }],
        skipDuplicates: true,
      });
    return linkCode + secret;
  });
}
