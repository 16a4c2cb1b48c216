/**
 * Network Act Art. 50(4) and Annex 6 of its decree: an advertisement opens with exactly "(광고)" and the sender's name
 * and ends with a free way to refuse. Variants of the label are forbidden.
 */
export const AD_LABEL = "(광고)";

export type LabelProblem =
  | "NO_LABEL"
  | "LABEL_VARIANT"
  | "LABEL_NOT_FIRST"
  | "LABEL_ONLY_IN_SUBJECT"
  | "NO_SENDER"
  | "NO_OPT_OUT"
  | "CHARGED_OPT_OUT"
  | "NO_CONTACT";

export interface AdvertisingText {
  body: string;
  subject?: string | undefined;
  /** Name as the tenant registered it; must stand in the body. */
  senderName: string;
}

const LONGEST = 20_000;
const INVISIBLE = /[\s\u00AD\u200B-\u200F\u2060\uFEFF]/g;
/** One bracketed or quoted word at the start: "(광 고)", "[광고]", "( 대출광고 )", "<광.고>". */
const OPENING_BRACKET =
  /^[([{<（［【〔「『《〈"'“‘]([^)\]}>）］】〕」』》〉"'”’]{0,20})[)\]}>）］】〕」』》〉"'”’]/;
const OPT_OUT_WORDS = /무료\s?(?:수신\s?)?거부/;
const LINK = /https?:\/\/[^\s]{3,200}/;
const OPT_OUT_VARIABLE = /#\{수신거부[^{}]{0,30}\}/;
const TELEPHONE = /0[0-9]{1,2}[-\s.]?[0-9]{3,4}[-\s.]?[0-9]{4}|1[568][0-9]{2}[-\s.]?[0-9]{4}/;
const FREE_NUMBER = /^080[0-9]{7,8}$/;

/** What is wrong with a text message that advertises in Korea; empty when nothing is (rows 16–21). */
export function advertisingProblems({ body, subject, senderName }: AdvertisingText): LabelProblem[] {
  const text = body.slice(0, LONGEST);
  const problems: LabelProblem[] = [];
  const label = labelProblem(text, subject);
  if (label) problems.push(label);
  if (!mentions(text, senderName)) problems.push("NO_SENDER");
  const optOut = optOutProblem(text);
  if (optOut) problems.push(optOut);
  return problems;
}

/**
 * The text with the label and the sender put in front (row 16). A forbidden variant at the start is left alone, so
 * that it is refused in front of the person who wrote it rather than quietly repaired.
 */
export function withLabel(body: string, senderName: string): string {
  const text = body.trimStart();
  if (text.startsWith(AD_LABEL) || hasVariant(text)) return text;
  const rest = text.replace(`${AD_LABEL} `, "").replace(AD_LABEL, "").trimStart();
  return mentions(rest.slice(0, 60), senderName) ? `${AD_LABEL}${rest}` : `${AD_LABEL}${senderName}\n${rest}`;
}

/** "12월 과정 안내" becomes "(광고) 12월 과정 안내" (row 22). */
export function withLabelInSubject(subject: string): string {
  const text = subject.trimStart();
  return text.startsWith(AD_LABEL) || hasVariant(text) ? text : `${AD_LABEL} ${text}`;
}

/** An advertising e-mail: label at the start of the subject; name, contact and a way out in the body (row 22). */
export function advertisingEmailProblems(
  { subject, body, senderName }: AdvertisingText & { subject: string },
  contact: string,
): LabelProblem[] {
  const problems: LabelProblem[] = [];
  if (hasVariant(subject.trimStart())) problems.push("LABEL_VARIANT");
  else if (!subject.startsWith(AD_LABEL))
    problems.push(subject.includes(AD_LABEL) ? "LABEL_NOT_FIRST" : "NO_LABEL");
  const text = body.slice(0, LONGEST);
  if (!mentions(text, senderName)) problems.push("NO_SENDER");
  if (!mentions(text, contact)) problems.push("NO_CONTACT");
  if (!/수신\s?거부|unsubscribe/i.test(text) || !(LINK.test(text) || OPT_OUT_VARIABLE.test(text)))
    problems.push("NO_OPT_OUT");
  return problems;
}

function labelProblem(body: string, subject: string | undefined): LabelProblem | null {
  if (body.startsWith(AD_LABEL)) return null;
  if (hasVariant(body.trimStart())) return "LABEL_VARIANT";
  if (body.includes(AD_LABEL)) return "LABEL_NOT_FIRST";
  return subject?.includes(AD_LABEL) ? "LABEL_ONLY_IN_SUBJECT" : "NO_LABEL";
}

function hasVariant(text: string): boolean {
  if (text.startsWith(AD_LABEL)) return false;
  const bracketed = OPENING_BRACKET.exec(text.slice(0, 40))?.[1];
  if (bracketed !== undefined) {
    const word = bracketed.normalize("NFKC").replace(/[^\p{L}]/gu, "");
    return word.endsWith("광고") || /^ad(?:vertisement)?$/i.test(word);
  }
  return /^광\s?고(?:[\s:.,)\]]|$)/.test(text);
}

function optOutProblem(body: string): LabelProblem | null {
  const lines = body.split(/\r?\n/).filter((line) => line.trim() !== "");
  const last = lines.slice(-2).join(" ");
  const from = last.search(OPT_OUT_WORDS);
  if (from < 0) return "NO_OPT_OUT";
  const way = last.slice(from);
  if (LINK.test(way) || OPT_OUT_VARIABLE.test(way)) return null;
  const number = TELEPHONE.exec(way)?.[0].replace(/[^0-9]/g, "");
  if (number === undefined) return "NO_OPT_OUT";
  return FREE_NUMBER.test(number) ? null : "CHARGED_OPT_OUT";
}

function mentions(text: string, name: string): boolean {
  const bare = (s: string) => s.normalize("NFC").replace(INVISIBLE, "").toLowerCase();
  return bare(name) !== "" && bare(text).includes(bare(name));
}
