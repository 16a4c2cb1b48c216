import type { ConsentChannel, ConsentPurpose } from "./schema";

/** What is asked on its own: a purpose, and advertising by mail beside advertising by text (each channel has its consent). */
export type AskedConsent = ConsentPurpose | "mail";

/** One consent as the form shows it. Only `collection` may be required, and none is ever ticked beforehand. */
export interface ConsentText {
  purpose: ConsentPurpose;
  channel: ConsentChannel;
  version: string;
  /** SHA-256 of the published wording (before the business's name is put in), as the ledger keeps it. */
  hash: string;
  required: boolean;
  title: string;
  body: string;
}

interface Wording {
  title: string;
  body: string;
  hash: string;
}

interface PublishedText {
  channel: ConsentChannel;
  required: boolean;
  ko: Wording;
  en: Wording;
}

const BUSINESS = "{business}";

/**
 * Published wordings; a published one is never edited, a change is a new version beside it, so that old rows of the
 * ledger keep pointing at what people read (row 38). Each names purpose, items, period, the right to refuse and what
 * refusing costs (PIPA Art. 15(2), 22; Network Act Art. 50(1), (3)).
 */
const PUBLISHED: Readonly<Record<string, Readonly<Record<AskedConsent, PublishedText>>>> = {
  "1": {
    collection: {
      channel: "any",
      required: true,
      ko: {
        title: "개인정보 수집·이용에 동의해요 (필수)",
        body: "{business}에서 신청을 받고 과정을 진행하려고 개인정보를 모아요.\n목적: 신청 접수와 본인 확인, 일정·장소·변경 안내, 출석 확인, 만족도 설문, 문의 답변\n항목: 이름, 휴대폰 번호, 신청서에 적은 내용, 출석과 설문 기록\n기간: 과정이 끝난 뒤 1년. 결제한 기록은 법에 따라 5년\n동의하지 않을 수 있어요. 다만 신청과 안내에 꼭 필요한 정보라서, 동의하지 않으면 신청할 수 없어요.",
        hash: "462e616c609db955103e9f19f320afe96256d8374863d9bfc9305906572e1bc2",
      },
      en: {
        title: "I agree to the collection and use of my personal data (required)",
        body: "{business} collects personal data to take your application and run the course.\nPurpose: receiving the application and recognising you, notices about time, place and changes, attendance, a satisfaction survey, answering questions\nItems: name, mobile number, what you write in the form, attendance and survey records\nPeriod: one year after the course ends; payment records five years, as the law requires\nYou may refuse. Because the data is necessary for the application and its notices, you can't apply without it.",
        hash: "e9f47d55d038df406427cbcffbbf7c89f44fc83310c5d4050bafb04f2d29bffb",
      },
    },
    marketing: {
      channel: "any",
      required: false,
      ko: {
        title: "마케팅에 개인정보를 이용하는 데 동의해요 (선택)",
        body: "{business}에서 나에게 맞는 과정을 골라 권하는 데 개인정보를 이용해요.\n목적: 관심사에 맞는 과정 추천, 새 과정 기획과 통계\n항목: 이름, 휴대폰 번호, 업종과 관심사, 신청·출석·설문 기록\n기간: 동의를 철회할 때까지, 길어도 마지막 신청 뒤 3년\n동의하지 않아도 신청할 수 있고 불이익이 없어요. 언제든지 철회할 수 있어요.",
        hash: "20178427ee5668948168fe367ff68e0f3fc44c9ee5c28205daa8919b3450f3d8",
      },
      en: {
        title: "I agree to the use of my data for marketing (optional)",
        body: "{business} uses personal data to suggest courses that suit you.\nPurpose: suggesting courses by interest, planning new courses, statistics\nItems: name, mobile number, trade and interests, records of applications, attendance and surveys\nPeriod: until you withdraw, at most three years after your last application\nYou can apply without agreeing, at no disadvantage, and withdraw at any time.",
        hash: "cd4225d0db959205f56fdcf6952d6d8f893033bc81e5ac9a8792cffc6dc41bb1",
      },
    },
    advertising: {
      channel: "sms",
      required: false,
      ko: {
        title: "과정 소식과 혜택을 문자로 받는 데 동의해요 (선택)",
        body: "{business}에서 새 과정, 모집, 할인 같은 광고성 정보를 문자로 보내요.\n목적: 광고성 정보를 문자로 보내기\n항목: 이름, 휴대폰 번호\n기간: 동의를 철회할 때까지. 2년마다 다시 확인해요\n동의하지 않아도 신청할 수 있고 불이익이 없어요. 받은 문자의 무료수신거부로 언제든지 철회할 수 있어요.",
        hash: "a0822abb9a3cc5716acd8577c01815c08532d3d6d53d16320b44ed5a0ed59b7b",
      },
      en: {
        title: "I agree to receive course news and offers by text message (optional)",
        body: "{business} sends advertising such as new courses, open places and discounts by text message.\nPurpose: sending advertising by text message\nItems: name, mobile number\nPeriod: until you withdraw; we ask again every two years\nYou can apply without agreeing, at no disadvantage, and withdraw at any time, free of charge, by the link or number in each message.",
        hash: "37f82cc94e6db7b68648fb186618553cc5878d524dd9eaca0a2c35369df98234",
      },
    },
    mail: {
      channel: "email",
      required: false,
      ko: {
        title: "과정 소식과 혜택을 메일로 받는 데 동의해요 (선택)",
        body: "{business}에서 새 과정, 모집, 할인 같은 광고성 정보를 메일로 보내요.\n목적: 광고성 정보를 메일로 보내기\n항목: 이름, 메일 주소\n기간: 동의를 철회할 때까지. 2년마다 다시 확인해요\n동의하지 않아도 신청할 수 있고 불이익이 없어요. 받은 메일의 수신거부로 언제든지 무료로 철회할 수 있어요.",
        hash: "84217dff9cce6e5a40f761fb817122d7f438d593e3e0e2c877a2706f1e213848",
      },
      en: {
        title: "I agree to receive course news and offers by e-mail (optional)",
        body: "{business} sends advertising such as new courses, open places and discounts by e-mail.\nPurpose: sending advertising by e-mail\nItems: name, e-mail address\nPeriod: until you withdraw; we ask again every two years\nYou can apply without agreeing, at no disadvantage, and withdraw at any time, free of charge, by the link in each mail.",
        hash: "e601794dccaea499140da78e9844134c8dbd8333101e90c2b17c6c625720f1a7",
      },
    },
    night: {
      channel: "sms",
      required: false,
      ko: {
        title: "밤에도 광고 문자를 받는 데 동의해요 (선택)",
        body: "{business}에서 밤 9시부터 다음 날 아침 8시 사이에도 광고성 정보를 문자로 보낼 수 있어요. 위의 문자 수신에 동의한 때에만 보내요.\n목적: 밤 시간에 광고성 정보를 문자로 보내기\n항목: 이름, 휴대폰 번호\n기간: 동의를 철회할 때까지\n동의하지 않아도 신청할 수 있고 불이익이 없어요. 그러면 낮에만 보내요.",
        hash: "fddef542c7ccf13c47e73a66d65e617f7d5f590822aa60832b24c0d69d2c7faf",
      },
      en: {
        title: "I agree to receive advertising texts at night too (optional)",
        body: "{business} may send advertising by text message between 9 PM and 8 AM as well, only if you agreed to texts above.\nPurpose: sending advertising by text message at night\nItems: name, mobile number\nPeriod: until you withdraw\nYou can apply without agreeing, at no disadvantage; messages then come by day only.",
        hash: "198db573ce13812bc2329b91afa431f605a3aa88f0edecb3d900fa12cca12661",
      },
    },
  },
};

export const CURRENT_CONSENT_VERSION = "1";

/**
 * The consent as this business shows it, in the language of the form. The name stands in the text because a person
 * consents to somebody. Throws a RangeError for a version that was never published.
 */
export function consentText(
  asked: AskedConsent,
  locale: "ko" | "en",
  { businessName, version = CURRENT_CONSENT_VERSION }: { businessName: string; version?: string },
): ConsentText {
  const published = Object.hasOwn(PUBLISHED, version) ? PUBLISHED[version]?.[asked] : undefined;
  if (!published) throw new RangeError("no such version of the consent texts");
  const { title, body, hash } = published[locale];
  const { channel, required } = published;
  return {
    purpose: asked === "mail" ? "advertising" : asked,
    channel,
    version,
    hash,
    required,
    title,
    body: body.replace(BUSINESS, () => businessName),
  };
}

/**
 * The wording that a line of the ledger points to, with the business's name in it; null where it points to none of ours
 * (somebody else's form, a paper, a withdrawal).
 */
export function publishedText(
  purpose: ConsentPurpose,
  line: { channel?: string; textVersion: string; textHash: string; locale: string },
  businessName: string,
): { title: string; body: string } | null {
  if (!Object.hasOwn(PUBLISHED, line.textVersion)) return null;
  const locale = line.locale === "en" ? "en" : "ko";
  const asked = purpose === "advertising" && line.channel === "email" ? "mail" : purpose;
  const { title, body, hash } = consentText(asked, locale, { businessName, version: line.textVersion });
  return hash === line.textHash ? { title, body } : null;
}

/** What the hash is taken of: title and body as published, joined by a line break. */
export function publishedWording(asked: AskedConsent, locale: "ko" | "en", version: string): string {
  const { title, body } = consentText(asked, locale, { businessName: BUSINESS, version });
  return `${title}\n${body}`;
}
