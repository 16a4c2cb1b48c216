/**
 * What somebody who answers a text wants. `review` asks a person to look: the wish was understood from a sentence, so
 * it is acted upon at once, and somebody checks.
 */
export type InboundWish =
  | { kind: "stop"; scope: "all" | "advertising"; review: boolean }
  | { kind: "start"; review: boolean }
  | { kind: "help" }
  | { kind: "other" };

const LONGEST = 200;
/** Twilio stops a sender for these words itself; revoke and opt out are added by the US rules (47 CFR 64.1200). */
const STOP_WORDS = new Set([
  "stop",
  "stopall",
  "stop all",
  "unsubscribe",
  "cancel",
  "end",
  "quit",
  "revoke",
  "opt out",
  "opt-out",
  "optout",
]);
const START_WORDS = new Set(["start", "unstop", "yes"]);
const HELP_WORDS = new Set(["help", "info", "도움말", "도움"]);
const STOP_WORDS_KO = new Set([
  "수신거부",
  "수신 거부",
  "무료거부",
  "거부",
  "광고거부",
  "광고 거부",
  "그만",
  "문자그만",
  "문자 그만",
  "그만 보내세요",
  "그만보내세요",
  "안받을래요",
  "안 받을래요",
  "안받아요",
  "안 받아요",
  "안받겠습니다",
  "안 받겠습니다",
  "수신차단",
  "차단",
  "해지",
  "수신해지",
  "수신 해지",
]);
const START_WORDS_KO = new Set(["수신동의", "수신 동의", "다시 받을게요", "다시 받을래요"]);
const STOP_SENTENCE =
  /\b(?:unsubscribe|opt[\s-]?out|remove me|take me off|stop (?:texting|sending|messaging|contacting|it|this|these|now)|(?:please|pls|plz) (?:stop|quit)|(?:do not|don'?t) (?:text|message|contact) me)\b/;
const STOP_SENTENCE_KO =
  /수신\s?거부|(?:광고|문자|연락|메시지)\s?(?:좀\s?|이제\s?|는\s?|은\s?|를\s?|을\s?){0,3}(?:그만|거부|싫|받기\s?싫|안\s?받|보내지\s?(?:마|말)|하지\s?(?:마|말))|그만\s?(?:보내|하세|해\s?주)|보내지\s?(?:마|말)|안\s?받(?:을|고\s?싶|겠)|받고\s?싶지\s?않|스팸/;

/**
 * STOP and its English forms stop everything, as the carrier does; a Korean wording stops advertising, so reminders of
 * one's own course still come (row 35 and architecture.md). "취소" is not among them: it mostly means a class.
 */
export function readInbound(text: string): InboundWish {
  const said = text
    .slice(0, LONGEST)
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[’‘]/g, "'")
    .replace(/[^\p{L}\p{N}'\s-]/gu, " ")
    .replace(/\s{1,200}/g, " ")
    .trim();
  if (STOP_WORDS.has(said)) return { kind: "stop", scope: "all", review: false };
  if (STOP_WORDS_KO.has(said)) return { kind: "stop", scope: "advertising", review: false };
  if (START_WORDS.has(said)) return { kind: "start", review: false };
  if (START_WORDS_KO.has(said)) return { kind: "start", review: true };
  if (HELP_WORDS.has(said)) return { kind: "help" };
  if (STOP_SENTENCE.test(said) || isShortStop(said)) return { kind: "stop", scope: "all", review: true };
  if (STOP_SENTENCE_KO.test(said)) return { kind: "stop", scope: "advertising", review: true };
  return { kind: "other" };
}

/** "ok stop", "stop thanks": three words at most, so that "I will stop by tomorrow" stays a sentence. */
function isShortStop(said: string): boolean {
  const words = said.split(" ");
  return words.length <= 3 && words.includes("stop") && !words.includes("by");
}
