import type { ChannelName } from "@/lib/platform/channels/channel";

import { classOf, type MessageClass } from "./message-class";
import { type TemplateBody, templateBody } from "./schema";

/** What a message says, in its recipient's language and before its blanks are filled. */
export interface Wording {
  /** The way its template goes; the text in an AlimTalk's stead is its own matter. */
  channel: ChannelName;
  messageClass: MessageClass;
  /** Of a mail its own words, else the words of a text. */
  text: string;
  subject: string;
  /** By variable: what is said where it has no value (row 68). */
  fallbacks: Readonly<Record<string, string>>;
  imageFileId: string | null;
  /** May a text go where the AlimTalk cannot (rows 70, 71)? */
  textInstead: boolean;
}

const nothing: Wording = {
  channel: "sms",
  messageClass: "transactional",
  text: "",
  subject: "",
  fallbacks: {},
  imageFileId: null,
  textInstead: false,
};

/** The words and their class: words in the text can raise it, the plan too. Null where the stored body is no template. */
export function wording(
  version: { body: unknown } | null,
  locale: "ko" | "en",
  planned: { class: string },
): Wording | null {
  const body = version && bodyOf(version);
  if (version && !body) return null;
  const said = body ? words(body, locale) : nothing;
  return planned.class === "advertising" ? { ...said, messageClass: "advertising" } : said;
}

const parsed = new WeakMap<object, TemplateBody | null>();

/** Many messages of a batch share one version: it is read once. */
function bodyOf(version: { body: unknown }): TemplateBody | null {
  const known = parsed.get(version);
  if (known !== undefined) return known;
  const body = templateBody.safeParse(version.body).data ?? null;
  parsed.set(version, body);
  return body;
}

function words(template: TemplateBody, locale: "ko" | "en"): Wording {
  const { channel, texts, email, subject } = template;
  const mail = channel === "email" ? email : undefined;
  const text = mail?.texts[locale] || texts[locale] || mail?.texts.ko || texts.ko;
  const headline = (mail ?? { subject }).subject;
  const said = { text, subject: headline?.[locale] || headline?.ko || "" };
  return {
    channel,
    ...said,
    messageClass: classOf(template.class, `${said.subject}\n${said.text}`, template.lowered).messageClass,
    fallbacks: template.fallbacks,
    imageFileId: channel === "sms" ? (template.imageFileId ?? null) : null,
    textInstead: template.alimtalk?.textInstead ?? false,
  };
}
