import { type KakaoTemplate, kakaoTemplates } from "@/lib/platform/channels/solapi/kakao-templates";
import { newId } from "@/lib/platform/ids";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import { accountOf } from "../provider-accounts";

/** How looking up the templates of an account went: `unanswered` changed nothing. */
export type ReviewLook = "looked" | "unanswered";

/**
 * Takes over what the provider says of an account's AlimTalk templates: new ones, and where Kakao's review stands (row 70).
 * One that is listed no more is stopped. The question is asked outside any transaction; without an answer everything stays
 * as it was, and somebody asks again half an hour later.
 */
export async function checkTemplates(tenant: TenantScope, accountId: string): Promise<ReviewLook> {
  const account = await inTransaction(tenant, (tx) => accountOf(tx, accountId));
  const listed = account.provider.capabilities.templates
    ? await kakaoTemplates(account.open).catch(() => null)
    : [];
  return inTransaction(tenant, async (tx) => {
    await tx.db.providerAccount.updateMany({
      where: { id: accountId },
      data: { templatesCheckedAt: tx.now },
    });
    if (!listed) return "unanswered";
    await takeOver(tx, accountId, account.kakaoChannelId, listed);
    return "looked";
  });
}

/** Approved words cannot be edited at Kakao's, so what changes of a known template is its review alone. */
async function takeOver(
  tx: Tx,
  accountId: string,
  kakaoChannelId: string | undefined,
  listed: readonly KakaoTemplate[],
): Promise<void> {
  const known = await tx.db.alimtalkTemplate.findMany({ where: { accountId } });
  const byProviderId = new Map(known.map((one) => [one.providerId, one]));
  const usable = listed.flatMap((one) => {
    const channelId = one.channelId ?? kakaoChannelId;
    return channelId ? [{ ...one, channelId }] : [];
  });
  const fresh = usable.filter(({ id }) => !byProviderId.has(id));
  if (fresh.length > 0) {
    const keys = await keysByName(tx);
    await tx.db.alimtalkTemplate.createMany({
      data: fresh.map((one) => ({
        tenantId: tx.tenantId,
        id: newId(),
        accountId,
        templateKey: keys.get(one.name.trim()) ?? "",
        channelId: one.channelId,
        providerId: one.id,
        content: one.content,
        state: one.state,
        rejectedReason: one.rejectedReason,
        checkedAt: tx.now,
        createdAt: tx.now,
      })),
      skipDuplicates: true,
    });
  }
  const states = new Map(usable.map((one) => [one.id, one]));
  for (const { id, providerId, state, rejectedReason, content } of known) {
    const now = states.get(providerId) ?? { state: "stopped", rejectedReason: null, content };
    if (now.state !== state || now.rejectedReason !== rejectedReason || now.content !== content)
      await tx.db.alimtalkTemplate.updateMany({
        where: { id },
        data: {
          state: now.state,
          rejectedReason: now.rejectedReason,
          content: now.content,
          checkedAt: tx.now,
        },
      });
  }
}

/** A template that Kakao knows by the name of a text of ours belongs to it; the others are connected by hand. */
async function keysByName(tx: Tx): Promise<Map<string, string>> {
  const ours = await tx.db.definition.findMany({
    where: { kind: "template" },
    select: { key: true, title: true },
  });
  return new Map(ours.flatMap(({ key, title }) => [[title.trim(), key] as const, [key, key] as const]));
}
