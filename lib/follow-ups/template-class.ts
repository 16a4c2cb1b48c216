import { classOf, type MessageClass } from "@/lib/messages/message-class";
import type { TemplateBody } from "@/lib/messages/schema";

/** One class for all its words: a text that advertises in English, or in a headline, is no notice in Korean. */
export const effectiveClass = ({ class: declared, lowered, ...body }: TemplateBody): MessageClass =>
  classOf(declared, everyWord(body), lowered).messageClass;

/** Everything of a template that somebody may read, in one text. */
export function everyWord({
  texts,
  subject,
  email,
}: Pick<TemplateBody, "texts" | "subject" | "email">): string {
  const parts = [texts, subject, email?.subject, email?.texts];
  return parts.flatMap((part) => (part ? [part.ko, part.en] : [])).join("\n");
}
