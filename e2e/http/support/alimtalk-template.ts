import { newId } from "@/lib/platform/ids";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { saveSendingAccount } from "@/lib/tenants/sending-accounts";

/** A template in Kakao's review, of an account that is used for nothing else. */
export async function alimtalkTemplateOf(scope: TenantScope, mark: string): Promise<string> {
  const account = await saveSendingAccount(scope, {
    id: undefined,
    provider: "solapi",
    key: "NCSAYU7YDBXYORXC",
    secret: mark,
    label: null,
    priority: 9,
    senderNumber: "0212345678",
    kakaoChannelId: "KA01PF0123456789",
    priceSms: null,
    priceLms: null,
    priceMms: null,
    priceAlimtalk: null,
  });
  return inTransaction(scope, async ({ db, tenantId, now }) => {
    // Used for nothing: nobody asks Solapi about it.
    await db.providerAccount.updateMany({ where: { id: account.id }, data: { active: false } });
    const id = newId();
    await db.alimtalkTemplate.create({
      data: {
        tenantId,
        id,
        accountId: account.id,
        templateKey: "",
        channelId: "KA01PF0123456789",
        providerId: `T-${mark}`,
        content: `#{이름} ${mark}`,
        state: "requested",
        createdAt: now,
      },
    });
    return id;
  });
}
