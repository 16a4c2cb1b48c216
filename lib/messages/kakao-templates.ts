import type { KakaoTemplate } from "@/lib/platform/channels/solapi/kakao-templates";
import { kakaoTemplates } from "@/lib/platform/channels/solapi/kakao-templates";
import { recordEvent } from "@/lib/platform/events";
import { newId } from "@/lib/platform/ids";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import { activeAccounts } from "./provider-accounts";

/**
 * Asks the provider anew which AlimTalk templates there are and where each stands in Kakao's review (1 to 3 working days).
 * One that is no longer listed is stopped. Asked outside any transaction; a listing that fails changes nothing and is refused.
 * Returns how many there are.
 */
export async function refreshKakaoTemplates(tenant: TenantScope): Promise<number> {
  const accounts = await inTransaction(tenant, async (tx) =>
    (await activeAccounts(tx)).filter(
      ({ provider, channels }) => provider.name === "solapi" && channels.includes("alimtalk"),
    ),
  );
  if (accounts.length === 0) throw new Refusal("invalid", "templates.kakao.noAccount");
  let count = 0;
  for (const account of accounts) {
    const listed = await kakaoTemplates(account.open).catch(() => {
      throw new Refusal("conflict", "templates.kakao.notListed");
    });
    await inTransaction(tenant, (tx) => keep(tx, account.id, account.kakaoChannelId ?? null, listed));
    count += listed.length;
  }
  return count;
}

async function keep(
  tx: Tx,
  accountId: string,
  ownChannel: string | null,
  listed: readonly KakaoTemplate[],
): Promise<void> {
  const rows = await tx.db.alimtalkTemplate.findMany({ where: { accountId } });
  const known = new Map(rows.map((row) => [row.providerId, row]));
  for (const one of listed) {
    const data = {
      channelId: one.channelId ?? ownChannel ?? "",
      content: one.content,
      state: one.state,
      rejectedReason: one.rejectedReason,
      checkedAt: tx.now,
    };
    const row = known.get(one.id);
    if (row) await tx.db.alimtalkTemplate.updateMany({ where: { id: row.id }, data });
    else
      await tx.db.alimtalkTemplate.create({
        data: {
          ...data,
          tenantId: tx.tenantId,
          id: newId(),
          accountId,
          templateKey: "",
          providerId: one.id,
          createdAt: tx.now,
        },
      });
  }
  await tx.db.alimtalkTemplate.updateMany({
    where: { accountId, providerId: { notIn: listed.map(({ id }) => id) } },
    data: { state: "stopped", checkedAt: tx.now },
  });
}

/** Lets a text of ours go as this AlimTalk, or (with null) as none: then only its text is left. */
export async function linkKakaoTemplate(
  tenant: TenantScope,
  given: { templateKey: string; id: string | null },
): Promise<void> {
  await inTransaction(tenant, async (tx) => {
    const { templateKey, id } = given;
    await tx.db.alimtalkTemplate.updateMany({ where: { templateKey }, data: { templateKey: "" } });
    if (id === null) return;
    const { count } = await tx.db.alimtalkTemplate.updateMany({
      where: { id, templateKey: "" },
      data: { templateKey },
    });
    if (count === 0) throw new Refusal("not_found", "errors.not_found");
    await recordEvent(tx, "template.kakao_linked", { kind: "alimtalk_template", id }, { key: templateKey });
  });
}
