import type { WriteTemplate } from "@/lib/follow-ups/schema";
import { effectiveClass, everyWord } from "@/lib/follow-ups/template-class";
import type { EditorAccount, TemplateEditorData } from "@/lib/follow-ups/template-desk";
import { labelledBody, writtenBody } from "@/lib/follow-ups/written-body";
import { composeAlimTalk, composeMail, composeText, withFallbacks } from "@/lib/messages/composing";
import { carrierOf, textCount } from "@/lib/messages/counting";
import { promotionalWords } from "@/lib/messages/message-class";
import type { TemplateBody } from "@/lib/messages/schema";
import { variablesOf } from "@/lib/messages/template";
import { type Wording, wording } from "@/lib/messages/wording";

export type EditorData = Omit<TemplateEditorData, "versions">;
type Person = EditorData["people"][number];

/** What the draft would be once published, and what follows of it for the page. Pure: made anew with each letter. */
export function shownOf(data: EditorData, draft: WriteTemplate) {
  // Whoever writes is named by the server.
  const written = writtenBody(data.template.body, draft, { kind: "member", id: null });
  const body = labelledBody(written, data);
  const messageClass = effectiveClass(body);
  return {
    body,
    messageClass,
    promotion: [...new Set(promotionalWords(everyWord(written)).map(({ word }) => word))],
    used: variablesOf(everyWord(body)).filter((name) => name !== "사업장"),
  };
}

const wordsFor = (body: TemplateBody, locale: "ko" | "en"): Wording | null =>
  wording({ body: { ...body, channel: "sms" } }, locale, { class: effectiveClass(body) });

/** The people whose text this language's words are: all of them where nothing is written in their own. */
export const readersOf = (data: EditorData, body: TemplateBody, locale: "ko" | "en"): Person[] =>
  data.people.filter((one) => one.locale === locale || (locale === "ko" && body.texts.en === ""));

/** A text's length and price at each provider, over everybody who would get it. */
export function countsFor(data: EditorData, body: TemplateBody, locale: "ko" | "en") {
  const people = readersOf(data, body, locale);
  const words = wordsFor(body, locale);
  if (!words || people.length === 0) return { people: 0, counts: [] };
  const own = data.accounts.filter((account) => account.own);
  const active = carrierOf(words, "KR", own, new Set(data.proofs));
  return {
    people: people.length,
    counts: data.accounts
      .filter(({ provider, channels }) => provider.name !== "smtp" && channels.includes("sms"))
      .map((account: EditorAccount) => ({
        provider: account.provider.name,
        own: account.own,
        active: account === active,
        inBytes: account.provider.capabilities.limits.sms?.unit === "bytes",
        count: textCount(words, people, data.senderName, account),
      })),
  };
}

/** What one person would get, made by the functions that send. */
export function textFor(data: EditorData, body: TemplateBody, person: Person) {
  const locale = person.locale;
  const values = withFallbacks(person.values, body.fallbacks);
  if (body.channel === "email") {
    const words = wording({ body }, locale, { class: effectiveClass(body) });
    if (words) return composeMail(words, values, data.mailSender);
  }
  const kakao = body.channel === "alimtalk" ? approvedOf(data) : undefined;
  if (kakao) return composeAlimTalk(kakao, values);
  const words = wordsFor(body, locale);
  return words ? composeText(words, values, data.senderName) : { subject: "", body: "", missing: [] };
}

/** Characters of an AlimTalk once its blanks are filled, over everybody (row 69). */
export function alimtalkLengths(data: EditorData, body: TemplateBody): number[] {
  const kakao = approvedOf(data);
  if (!kakao) return [];
  return data.people.map(
    ({ values }) => composeAlimTalk(kakao, withFallbacks(values, body.fallbacks)).body.length,
  );
}

/** The AlimTalk that goes in the text's place: the newest approved one. */
const approvedOf = ({ kakao }: EditorData) => kakao.find(({ state }) => state === "approved");
