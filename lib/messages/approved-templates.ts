import type { Tx } from "@/lib/platform/tenancy";

/** A template as Kakao approved it; it goes through the account it was approved for. */
export interface ApprovedTemplate {
  accountId: string;
  /** Our template whose words it carries. */
  templateKey: string;
  channelId: string;
  /** Its id at the provider. */
  providerId: string;
  /** With #{variables}, as Kakao knows it: exactly this goes out. */
  content: string;
}

/** Every approved template of accounts in use, the newest first: of two versions of our words the later one goes. */
export async function approvedTemplates(tx: Tx): Promise<ApprovedTemplate[]> {
  return tx.db.alimtalkTemplate.findMany({
    where: { state: "approved", templateKey: { not: "" }, account: { active: true } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    select: { accountId: true, templateKey: true, channelId: true, providerId: true, content: true },
  });
}
