import { z } from "zod";

import { channelNames } from "@/lib/platform/channels/channel";

/** How long a text of ours may be before variables: Twilio's limit is checked again after filling. */
const longestTemplate = 1_500;

const words = (longest: number) =>
  z.strictObject({
    ko: z.string().trim().max(longest, "messages.tooLong").default(""),
    en: z.string().trim().max(longest, "messages.tooLong").default(""),
  });

/** The body of a definition of kind "template". */
export const templateBody = z.strictObject({
  /** The way it goes. An AlimTalk may fall back to a text, see `alimtalk`. */
  channel: z.enum(channelNames).default("sms"),
  class: z.enum(["transactional", "advertising"]),
  /** Words raised the class and a named person lowered it again, with a reason (audit). */
  lowered: z.strictObject({ by: z.string().min(1), reason: z.string().trim().min(5).max(300) }).optional(),
  /** May this go out at night? Only what cannot wait: a change for tomorrow morning, a code. */
  urgent: z.boolean().default(false),
  resendClass: z.enum(["code", "notice", "sequence"]).default("notice"),
  texts: z.strictObject({
    ko: z.string().trim().min(1, "messages.emptyText").max(longestTemplate, "messages.tooLong"),
    en: z.string().trim().max(longestTemplate, "messages.tooLong").default(""),
  }),
  /** By variable: what is said where it has no value. Without one such a message is not sent (row 68). */
  fallbacks: z.record(z.string(), z.string().trim().min(1).max(100)).default({}),
  /** Headline of a long text (LMS). */
  subject: words(80).optional(),
  /** A stored picture: the text goes as MMS. */
  imageFileId: z.uuid().optional(),
  /** Own words of a mail; where its text is empty, `texts` go. */
  email: z.strictObject({ subject: words(200), texts: words(10_000) }).optional(),
  /** May `texts` go as SMS or LMS where Kakao does not deliver, or its template is not approved (rows 70, 71)? */
  alimtalk: z.strictObject({ textInstead: z.boolean() }).optional(),
});

export type TemplateBody = z.infer<typeof templateBody>;

/** Where a message stands (architecture.md, "Message states"). */
export const messageStates = [
  "planned",
  "held",
  "claimed",
  "submitting",
  "accepted",
  "sent",
  "delivered",
  "undelivered",
  "failed",
  "blocked",
  "unclear",
  "cancelled",
  "expired",
] as const;

export type MessageState = (typeof messageStates)[number];

/** Why a person takes a message back: chosen and not written, so that no history holds words about somebody. */
export const takeBackReasons = ["told", "wrong", "needless", "other"] as const;

/** What a template may say in #{…}. The words are what owners type. */
export const templateVariables = [
  "이름",
  "사업장",
  "전화",
  "과정",
  "기수",
  "일시",
  "날짜",
  "시간",
  "이전일시",
  "장소",
  "주소",
  "오시는길",
  "지도",
  "참가비",
  "내신청",
  "설문",
  "다음과정",
  "다음과정링크",
  "수신거부번호",
  "수신거부링크",
  "처리결과",
  "동의내역",
  "보호자기한",
  "보호자확인",
  "처리일",
  "온라인링크",
  "회차",
  "입금계좌",
  "입금기한",
  "환불금액",
  "수료증",
  "예약일시",
  "예약변경",
  "얼리버드기한",
] as const;

/** Blanks that nothing fills yet, because what they name does not exist here yet: a text that uses one is not sent (row 68). */
export const unfilledVariables = [
  "입금계좌",
  "입금기한",
  "환불금액",
  "수료증",
  "예약일시",
  "예약변경",
  "얼리버드기한",
] as const satisfies readonly TemplateVariable[];

export type TemplateVariable = (typeof templateVariables)[number];
