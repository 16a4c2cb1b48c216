import type { WriteTemplate } from "@/lib/follow-ups/schema";
import type { TemplateBody } from "@/lib/messages/schema";
import { channelNames } from "@/lib/platform/channels/channel";
import { type AnswerState, typed } from "@/lib/web/answer";

/** What is in the editor's controls now, as the server would read it. */
export function draftIn(form: FormData, key: string): WriteTemplate {
  return draftBy(
    key,
    (name) => {
      const value = form.get(name);
      return typeof value === "string" ? value : undefined;
    },
    [...form.keys()].filter((name) => /^fallbacks\.\w+\.name$/.test(name)),
  );
}

/** What the editor begins with: what was typed and refused, else what is published. */
export function firstDraft(
  key: string,
  state: AnswerState<unknown>,
  version: number,
  body: TemplateBody,
): WriteTemplate {
  if (state && !state.ok) {
    const names = Object.keys(state.values).filter((name) => /^fallbacks\.\w+\.name$/.test(name));
    return draftBy(key, (name) => typed(state, name), names);
  }
  return {
    key,
    version,
    ko: body.texts.ko,
    en: body.texts.en || null,
    advertising: body.class === "advertising",
    lowerReason: body.lowered?.reason ?? null,
    channel: body.channel,
    subject: body.subject,
    mail: body.email,
    textInstead: body.alimtalk?.textInstead ?? false,
    fallbacks: Object.fromEntries(
      Object.entries(body.fallbacks).map(([name, value], index) => [`v${index}`, { name, value }]),
    ),
  } as WriteTemplate;
}

function draftBy(
  key: string,
  read: (name: string) => string | undefined,
  fallbackNames: readonly string[],
): WriteTemplate {
  const text = (name: string) => read(name)?.trim() || null;
  const reason = text("lowerReason");
  return {
    key,
    version: Number(read("version") ?? 1),
    ko: read("ko") ?? "",
    en: text("en"),
    advertising: read("advertising") !== undefined,
    lowerReason: reason !== null && reason.length >= 5 ? reason : null,
    channel: channelNames.find((one) => one === read("channel")),
    subject: { ko: text("subject.ko"), en: text("subject.en") },
    mail: {
      subject: { ko: text("mail.subject.ko"), en: text("mail.subject.en") },
      texts: { ko: text("mail.texts.ko"), en: text("mail.texts.en") },
    },
    textInstead: read("textInstead") !== undefined,
    fallbacks: Object.fromEntries(
      fallbackNames.map((name) => [
        name.split(".")[1],
        { name: read(name) ?? "", value: text(name.replace(/name$/, "value")) },
      ]),
    ),
  };
}
