import { makeAccount } from "@/lib/accounts/accounts";
import { loadStarter } from "@/lib/follow-ups/starter";
import { recordSender } from "@/lib/messages/senders/sender-numbers";
import { env } from "@/lib/platform/env";
import { outsideTenants, type TenantScope } from "@/lib/platform/tenancy";
import { recordAdvertisingProof } from "@/lib/tenants/advertising-proofs";
import { setTextingAccount } from "@/lib/tenants/provider-accounts";
import { saveSendingAccount } from "@/lib/tenants/sending-accounts";
import {
  changeBasics,
  changeFooter,
  changeOptOutNumber,
  changePrivacyPolicy,
  settingsOf,
} from "@/lib/tenants/settings";
import { makeTenant } from "@/lib/tenants/tenants";

export interface DemoTenant {
  slug: string;
  name: string;
  brandColor: string;
  introduction: string;
  owner: { email: string; name: string };
  footer: {
    businessName: string;
    representative: string;
    businessNumber: string;
    address: string;
    phone: string;
    email: string;
  };
  optOutNumber: string;
  /** Accounts of the local provider server: one a tenant, so that a reply finds its tenant by the account. */
  texting: { accountSid: string; senderNumber: string };
  /** The Kakao channel of its second account; with it, and with mail, every channel can be tried. Texts go by the first. */
  kakaoChannelId?: string;
  /** A dated proof that its route may carry Korean advertising; the bakery has none, and its invitations are blocked. */
  advertisingProof?: { description: string };
}

const privacyPolicy = [
  "수집하는 것: 이름, 휴대폰 번호, 가게 이름(선택), 신청서와 설문에 적어 주신 답.",
  "쓰는 곳: 신청 확인, 수업 안내, 출석과 설문. 따로 동의하신 분께는 다음 과정 소식.",
  "보관: 마지막 수업 뒤 1년. 결제 기록은 전자상거래법에 따라 5년 따로 보관해요.",
  "맡기는 곳: 문자 발송(Twilio Inc., 미국, 발송할 때마다 번호와 본문 전송, 발송 뒤 삭제).",
  "언제든 보고, 고치고, 지워 달라고 하실 수 있어요. 아래 연락처로 알려 주세요.",
].join("\n");

/** Makes one tenant of the demo as its owner would set it up. Returns the owner's scope, or null where it is there already. */
export async function demoTenant(given: DemoTenant): Promise<TenantScope | null> {
  const known = await outsideTenants(({ db }) => db.tenant.findUnique({ where: { slug: given.slug } }));
  if (known) return null;
  const { owner } = await makeTenant({
    slug: given.slug,
    name: given.name,
    brandColor: given.brandColor,
    owner: { ...given.owner, ...(env.demoPassword ? { password: env.demoPassword } : {}) },
  });
  const version = async () => (await settingsOf(owner)).version;
  await changeBasics(owner, {
    version: await version(),
    name: given.name,
    zone: "Asia/Seoul",
    locale: "ko",
    brandColor: given.brandColor,
    introduction: given.introduction,
  });
  await changeFooter(owner, { version: await version(), ...given.footer });
  await changePrivacyPolicy(owner, { version: await version(), privacyPolicy });
  await changeOptOutNumber(owner, { version: await version(), optOutNumber: given.optOutNumber });
  await setTextingAccount(owner, {
    accountSid: given.texting.accountSid,
    authToken: env.twilio.authToken ?? "local",
    senderNumber: given.texting.senderNumber,
    messagingServiceSid: null,
  });
  await recordSender(owner, {
    number: given.texting.senderNumber,
    proof: "service_certificate",
    description: "통신서비스 이용증명원 (체험용)",
    registeredOn: "2026-01-01",
  });
  if (given.kakaoChannelId) await furtherChannels(owner, given, given.kakaoChannelId);
  if (given.advertisingProof)
    await recordAdvertisingProof(owner, {
      provider: "twilio",
      description: given.advertisingProof.description,
      validFrom: "2026-01-01",
      validUntil: null,
    });
  await loadStarter(owner);
  return owner;
}

/** AlimTalk and mail by the local servers, behind the account that texts go by. */
async function furtherChannels(owner: TenantScope, given: DemoTenant, kakaoChannelId: string): Promise<void> {
  const { apiKey, apiSecret } = env.solapi;
  const noPrice = { priceSms: null, priceLms: null, priceMms: null, priceAlimtalk: null };
  if (apiKey && apiSecret)
    await saveSendingAccount(owner, {
      provider: "solapi",
      key: apiKey,
      secret: apiSecret,
      label: "알림톡",
      priority: 2,
      senderNumber: given.texting.senderNumber,
      kakaoChannelId,
      ...noPrice,
    });
  if (env.smtpUrl)
    await saveSendingAccount(owner, {
      provider: "smtp",
      key: "demo",
      secret: "local",
      label: "메일",
      priority: 1,
      serverUrl: env.smtpUrl,
      mailFrom: given.footer.email,
      priceEmail: null,
    });
}

/** The operator of the demo's installation. */
export async function demoOperator(): Promise<void> {
  await outsideTenants(async (tx) => {
    const email = "operator@dangol.test";
    if (await tx.db.account.findUnique({ where: { email } })) return;
    await makeAccount(tx, {
      email,
      name: "운영자",
      isOperator: true,
      ...(env.demoPassword ? { password: env.demoPassword } : {}),
    });
  });
}
