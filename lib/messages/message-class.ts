/** What a message is for. Advertising needs a label, a way out and a consent; a transactional one needs none. */
export type MessageClass = "transactional" | "advertising";

export interface ClassVerdict {
  messageClass: MessageClass;
  /** The words that raised it, as they stand in the template. */
  words: { word: string; index: number }[];
}

const LONGEST = 10_000;
/**
 * Words that make any text an advertisement, because informational text with a little promotion counts as advertising
 * as a whole (KISA's guide). A reward that is not one's own goods, such as a coffee coupon, does not.
 */
const PROMOTION =
  /얼리\s?버드|할인|특가|세일|프로모션|쿠폰|사은품|경품|추첨|선착순|마감\s?임박|혜택|적립|추천인|무료\s?체험|수강생\s?모집|회원\s?모집|(?:다음|새|신규|후속|심화)\s?(?:과정|강의|강좌|클래스|기수)|모집합니다|모집해요|모집\s?중|early[\s-]?bird|discount|coupon|special offer|promo(?:tion)?\b|\bsale\b|\d{1,3}% off|next (?:course|class|lecture)|sign up (?:now|today)/gi;
const UNRELATED_REWARD = /(?:커피|음료|편의점|모바일|문화상품|coffee|gift)\s?$/i;

/**
 * The class of a template's text. Words can only raise it; lowering needs a named person and a reason, which the caller
 * records and passes as `lowered`. Judge the template, not the filled text: a course may be called "할인 전략".
 */
export function classOf(
  declared: MessageClass,
  template: string,
  lowered?: { by: string; reason: string },
): ClassVerdict {
  const words = promotionalWords(template);
  if (declared === "advertising") return { messageClass: "advertising", words };
  const raised = words.length > 0 && !lowered;
  return { messageClass: raised ? "advertising" : "transactional", words };
}

export function promotionalWords(template: string): { word: string; index: number }[] {
  const text = template
    .slice(0, LONGEST)
    .normalize("NFC")
    .replace(/#\{[^{}\n]{1,60}\}/g, (v) => " ".repeat(v.length));
  return [...text.matchAll(PROMOTION)]
    .filter(({ 0: word, index }) => !isUnrelatedReward(word, text.slice(Math.max(0, index - 6), index)))
    .map(({ 0: word, index }) => ({ word, index }));
}

const isUnrelatedReward = (word: string, before: string) =>
  (word === "쿠폰" || word.toLowerCase() === "coupon") && UNRELATED_REWARD.test(before);
