import type { Tx } from "@/lib/platform/tenancy";

/** A template as Kakao approved it; it goes through the account it was approved for. */
export interface ApprovedTemplate {
  accountId: string;
  channelId: string;
  /** Its id at the provider. */
  providerId: string;
  /** With #{variables}, as Kakao knows it: exactly this goes out. */
  content: string;
  /** The asked-for versions of our text in whose place it goes. */
  versionIds: ReadonlySet<string>;
}

/**
 * The approved templates for these versions of our texts, through accounts in use; of two for the same words the later one is
 * first.
 */
export async function approvedTemplates(tx: Tx, versionIds: readonly string[]): Promise<ApprovedTemplate[]> {
  if (versionIds.length === 0) return [];
  const versions = await tx.db.definitionVersion.findMany({
    where: { id: { in: [...new Set(versionIds)] } },
    select: { id: true, definition: { select: { key: true } } },
  });
  const byKey = Map.groupBy(versions, ({ definition }) => definition.key);
  const rows = await tx.db.alimtalkTemplate.findMany({
    where: { state: "approved", templateKey: { in: [...byKey.keys()] }, account: { active: true } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    select: { accountId: true, templateKey: true, channelId: true, providerId: true, content: true },
  });
  return rows.map(({ templateKey, ...row }) => ({
    ...row,
    versionIds: new Set((byKey.get(templateKey) ?? []).map(({ id }) => id)),
  }));
}
