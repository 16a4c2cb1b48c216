import { createTranslator } from "use-intl/core";
import { describe, expect, test } from "vitest";
import { messagesOf } from "@/lib/platform/i18n/messages";
import { type Explained, explain, type Speech } from "./explain";
import { gateReasons } from "./gate-facts";
import { messageStates } from "./schema";

const now = new Date("2026-11-26T14:00:00Z");
const morning = new Date("2026-11-26T23:00:00Z");
const yesterday = new Date("2026-11-25T05:00:00Z");

const speechIn = (locale: "ko" | "en"): Speech => ({
  words: createTranslator({
    locale,
    messages: messagesOf(locale),
    onError: (error) => {
      throw error;
    },
  }) as unknown as Speech["words"],
  zone: "Asia/Seoul",
  locale,
  now,
});
const speeches = { ko: speechIn("ko"), en: speechIn("en") };

const plain: Explained = {
  state: "planned",
  verdict: null,
  reason: null,
  dueAt: morning,
  heldUntil: null,
  submittedAt: null,
  deliveredAt: null,
  forecast: null,
  rule: null,
  because: "messages.because.followUp",
  failed: [],
  deliveredAs: null,
};

/** Every key that can stand as a reason: the gate's, and each sentence of the room's own words that is one. */
const notReasons = ["sub", "alreadyGone", "emptyText", "tooLong"];
const own = Object.entries(messagesOf("ko").messages)
  .filter(([key, words]) => typeof words === "string" && words.endsWith(".") && !notReasons.includes(key))
  .map(([key]) => `messages.${key}`);
const refused = Object.keys(messagesOf("ko").messages.refused).map((one) => `messages.refused.${one}`);
const reasons = [...gateReasons.map((one) => `gate.reasons.${one}`), ...own, ...refused, "merging.stopped"];

const outcomes = ["send", "hold", "wait", "block", "expire", "undecided"] as const;
const left = ["accepted", "sent", "delivered", "undelivered", "unclear"];

/** Every state with every reason it can be in, and ahead of time with every forecast. */
const every: Explained[] = messageStates.flatMap((state) => {
  const at = left.includes(state) ? { submittedAt: yesterday } : {};
  const bare = [null, ...reasons].flatMap((reason) =>
    (["hold", "wait", null] as const).map(
      (verdict): Explained => ({
        ...plain,
        ...at,
        state,
        reason,
        verdict,
        heldUntil: state === "held" ? morning : null,
      }),
    ),
  );
  if (state !== "planned" && state !== "held") return bare;
  const seen = reasons.flatMap((reason) =>
    outcomes.map(
      (outcome): Explained => ({
        ...plain,
        state,
        reason: state === "held" ? reason : null,
        forecast: {
          outcome,
          reason: outcome === "send" ? null : reason,
          until: outcome === "hold" ? morning : null,
        },
      }),
    ),
  );
  return [...bare, ...seen];
});

/** What no sentence may show: a key, a blank, a value that is none; or the same sentence twice. */
function flawIn(sentence: string, locale: "ko" | "en"): string | null {
  if (!sentence.trim()) return "says nothing";
  if (/[{}]|undefined|null|NaN|Invalid|(?:outbox|gate|messages)\.[a-zA-Z]/.test(sentence))
    return "shows what is not for people";
  if (/\s{2}|\s\.|\.\.|‘’|“”|^\s|\s$/.test(sentence)) return "has a hole";
  const parts = sentence.split(/(?<=[.?!])\s+/);
  if (new Set(parts).size !== parts.length) return "says the same twice";
  if (!parts.every((part) => /[.?!]$/.test(part))) return "does not end";
  if (locale === "ko" && !parts.every((part) => /[가-힣][.?!]$/.test(part) && /요[.?!]$/.test(part)))
    return "is not 해요체";
  return null;
}

describe.each(["ko", "en"] as const)("in %s", (locale) => {
  test(`every state with every reason and every forecast is one whole sentence (${every.length})`, () => {
    const flawed = every
      .map((message) => ({ message, sentence: explain(message, speeches[locale]) }))
      .flatMap(({ message: { state, reason, forecast }, sentence }) => {
        const flaw = flawIn(sentence, locale);
        return flaw ? [`${state} ${reason} ${forecast?.outcome}: ${flaw}: ${sentence}`] : [];
      });
    expect(flawed).toEqual([]);
  });

  test("each reason of the gate is told where it stopped something", () => {
    const said = gateReasons.map((one) =>
      explain(
        { ...plain, state: "blocked", verdict: "block", reason: `gate.reasons.${one}` },
        speeches[locale],
      ),
    );
    const bare = explain({ ...plain, state: "blocked" }, speeches[locale]);
    expect(said.filter((sentence) => sentence.length <= bare.length)).toEqual([]);
    expect(new Set(said).size).toBe(gateReasons.length);
  });
});

test("control: a hole, a key and a sentence said twice are found", () => {
  expect(flawIn("{when}에 나가요.", "ko")).not.toBeNull();
  expect(flawIn("gate.reasons.NIGHT", "en")).not.toBeNull();
  expect(flawIn("곧 나가요. 곧 나가요.", "ko")).not.toBeNull();
  expect(flawIn("에 나간다.", "ko")).not.toBeNull();
  expect(flawIn("It goes  on Monday.", "en")).not.toBeNull();
});

const held = { ...plain, state: "held", verdict: "hold", heldUntil: morning } as const;
const forecast = (outcome: (typeof outcomes)[number], reason: string | null) => ({
  outcome,
  reason,
  until: null,
});

test.each<[string, Partial<Explained>, string, string]>([
  [
    "an advertisement at night",
    { ...held, reason: "gate.reasons.NIGHT" },
    "11월 27일 (금) 오전 8시에 나가요. 밤에는 광고 문자를 보낼 수 없어 멈춰 두었어요.",
    "It goes on Fri, Nov 27, 8:00 AM. Advertising may not go at night, so it is held.",
  ],
  [
    "an advertisement that falls due at night",
    { forecast: { outcome: "hold", reason: "gate.reasons.NIGHT", until: morning } },
    "11월 27일 (금) 오전 8시에 나가요. 밤 9시부터 아침 8시까지는 광고를 보낼 수 없어요.",
    "It goes on Fri, Nov 27, 8:00 AM. Advertising may not go between 9 in the evening and 8 in the morning.",
  ],
  [
    "one that simply goes",
    { rule: "내일 만나요", forecast: forecast("send", null) },
    "11월 27일 (금) 오전 8시에 나가요. ‘내일 만나요’ 자동 문자가 계획했어요.",
    "It goes on Fri, Nov 27, 8:00 AM. The follow-up “내일 만나요” planned it.",
  ],
  [
    "one whose person refused",
    { state: "blocked", verdict: "block", reason: "gate.reasons.SUPPRESSED" },
    "나가지 않았어요. 광고를 받지 않겠다고 한 분이에요. 본인이 다시 동의하기 전에는 광고를 보낼 수 없어요.",
    "It did not go. This person stopped advertising. You can't send any until they agree again themselves.",
  ],
  [
    "a held one that the person refused meanwhile",
    { ...held, reason: "gate.reasons.NIGHT", forecast: forecast("block", "gate.reasons.SUPPRESSED") },
    "지금대로라면 나가지 않아요. 광고를 받지 않겠다고 한 분이에요. 본인이 다시 동의하기 전에는 광고를 보낼 수 없어요.",
    "As things stand it will not go. This person stopped advertising. You can't send any until they agree again themselves.",
  ],
  [
    "one whose condition does not hold",
    {
      forecast: forecast("undecided", "messages.conditionNotMet"),
      failed: [
        {
          test: { fact: "enrollment.state", is: "eq", value: "confirmed" },
          actual: "cancelled",
          held: false,
        },
      ],
    },
    "지금대로라면 나가지 않아요. 신청이 지금 ‘취소됨’ 상태예요.",
    "As things stand it will not go. The application is “Cancelled” now.",
  ],
  [
    "an AlimTalk that arrived as a text",
    { state: "delivered", submittedAt: yesterday, deliveredAt: yesterday, deliveredAs: "lms" },
    "11월 25일 (수) 오후 2시에 도착했어요. 알림톡으로 닿지 않아 긴 문자로 갔어요.",
    "It arrived on Wed, Nov 25, 2:00 PM. AlimTalk did not reach this person, so it went as a long text.",
  ],
  [
    "one that somebody took back",
    { state: "cancelled", reason: "messages.takenBack" },
    "직접 취소했어요.",
    "Cancelled by hand.",
  ],
  [
    "one that a STOP took back",
    { state: "cancelled", reason: "gate.reasons.SUPPRESSED_ALL" },
    "보내지 않기로 했어요. 이 번호는 모든 문자를 받지 않겠다고 했어요. 꼭 알릴 일은 전화나 다른 방법으로 알려 주세요.",
    "It was decided not to send it. This number stopped all texts. If they must know, call them or use another way.",
  ],
  [
    "one of last year",
    { state: "sent", submittedAt: new Date("2025-12-31T05:00:00Z"), because: "messages.because.resend" },
    "2025년 12월 31일 (수) 오후 2시에 나갔고 도착했다는 소식을 기다려요. 앞 문자가 갔는지 알 수 없어 다시 보내요.",
    "It left on Wed, Dec 31, 2025, 2:00 PM KST; word of its arrival is still to come. Sent again because nobody knows whether the first one left.",
  ],
])("%s", (_what, facts, ko, en) => {
  const message = { ...plain, ...facts };
  expect(explain(message, speeches.ko)).toBe(ko);
  expect(explain(message, speeches.en)).toBe(en);
});
