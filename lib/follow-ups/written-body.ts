import type { TemplateBody } from "@/lib/messages/schema";
import type { Actor } from "@/lib/platform/tenancy";
import { labelledTemplate } from "./labelled-template";
import type { WriteTemplate } from "./schema";
import { effectiveClass } from "./template-class";

type Words = { ko: string | null; en: string | null };

/** What somebody wrote, over what stands: parts that were not sent stay. Pure; nothing is checked yet. */
export function writtenBody(known: TemplateBody, given: WriteTemplate, actor: Actor): TemplateBody {
  const { lowered: _lowered, subject, email, fallbacks, alimtalk, ...kept } = known;
  const headline = given.subject ? wordsOf(given.subject) : subject;
  const mail = given.mail
    ? { subject: wordsOf(given.mail.subject), texts: wordsOf(given.mail.texts) }
    : email;
  const instead = given.channel ? { textInstead: given.textInstead === true } : alimtalk;
  return {
    ...kept,
    channel: given.channel ?? known.channel,
    class: given.advertising ? "advertising" : "transactional",
    texts: { ko: given.ko, en: given.en ?? "" },
    fallbacks: given.fallbacks ? saidInstead(given.fallbacks) : fallbacks,
    ...(headline && isSaid(headline) ? { subject: headline } : {}),
    ...(mail && (isSaid(mail.subject) || isSaid(mail.texts)) ? { email: mail } : {}),
    ...(instead && (given.channel ?? known.channel) === "alimtalk" ? { alimtalk: instead } : {}),
    ...(given.lowerReason ? { lowered: { by: actor.name ?? actor.kind, reason: given.lowerReason } } : {}),
  };
}

/** The class that its words make of it, with label and way out in its texts where they are missing (rows 16, 23). Pure. */
export function labelledBody(
  body: TemplateBody,
  { senderName, freeNumber }: { senderName: string; freeNumber: boolean },
): TemplateBody {
  const messageClass = effectiveClass(body);
  if (messageClass === "transactional" || body.channel === "email") return { ...body, class: messageClass };
  const labelled = (text: string) => text && labelledTemplate(text, senderName, { freeNumber });
  return {
    ...body,
    class: messageClass,
    texts: { ko: labelled(body.texts.ko), en: labelled(body.texts.en) },
  };
}

const wordsOf = ({ ko, en }: Words) => ({ ko: ko ?? "", en: en ?? "" });
const isSaid = ({ ko, en }: { ko: string; en: string }) => ko !== "" || en !== "";

const saidInstead = (given: Record<string, { name: string; value: string | null }>) =>
  Object.fromEntries(
    Object.values(given).flatMap(({ name, value }) => (value === null ? [] : [[name, value]])),
  );
