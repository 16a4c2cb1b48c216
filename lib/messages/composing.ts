import { withLabel, withLabelInSubject } from "./advertising-label";
import type { ApprovedTemplate } from "./alimtalk/approved-templates";
import { blanksOf, fill } from "./template";
import type { Wording } from "./wording";

/** The words of a message with its blanks filled. */
export interface Composed {
  subject: string;
  body: string;
  /** Variables that have no value: then it must not go out (row 68). */
  missing: string[];
}

/** What stands under an advertising mail: who sends it, how to reach them, and the way out (row 22). */
export interface MailSender {
  name: string;
  address: string | null;
  phone: string | null;
  email: string | null;
}

type Values = Readonly<Record<string, string | null | undefined>>;

/** A value that is empty has none: what the template says in its stead goes (row 68). */
export const withFallbacks = (values: Values, fallbacks: Readonly<Record<string, string>>): Values => ({
  ...fallbacks,
  ...Object.fromEntries(Object.entries(values).filter(([, value]) => value?.trim())),
});

/** A text: an advertisement opens with its label (row 16). */
export function composeText(words: Wording, values: Values, senderName: string): Composed {
  const body = fill(words.text, values);
  const subject = fill(words.subject, values);
  return {
    subject: subject.text,
    body: words.messageClass === "advertising" ? withLabel(body.text, senderName) : body.text,
    missing: [...new Set([...body.missing, ...subject.missing])],
  };
}

/** Under advertising in both languages: the way out must be understood by whoever gets it. */
const wayOut =
  "광고 메일을 받고 싶지 않으시면 여기에서 수신거부할 수 있어요. 비용은 들지 않아요.\nUnsubscribe here, free of charge:\n#{수신거부링크}";

/** A mail says who it comes from in its subject where the owner wrote none; advertising gets label, sender and way out. */
export function composeMail(words: Wording, values: Values, sender: MailSender): Composed {
  const subject = fill(words.subject || "#{사업장}", values);
  const body = fill(words.text, values);
  const missing = [...new Set([...body.missing, ...subject.missing])];
  if (words.messageClass !== "advertising") return { subject: subject.text, body: body.text, missing };
  const reach = [sender.phone, sender.email].filter(Boolean).join(" · ");
  const foot = ["--", sender.name, sender.address, reach].filter(Boolean).join("\n");
  const out = fill(wayOut, values);
  return {
    subject: withLabelInSubject(subject.text),
    body: `${body.text}\n\n${foot}\n\n${out.text}`,
    missing: [...new Set([...missing, ...out.missing])],
  };
}

/** Everything in a message whose blanks want values. */
export const allWords = (words: Wording, template: ApprovedTemplate | null): string =>
  [
    words.text,
    words.subject || "#{사업장}",
    words.channel === "email" && words.messageClass === "advertising" ? wayOut : "",
    template?.content ?? "",
  ].join("\n");

/** An AlimTalk's own words: its variables by name, and the whole as it will stand, whose length counts (row 69). */
export function composeAlimTalk(
  { content }: Pick<ApprovedTemplate, "content">,
  values: Values,
): Composed & { variables: Record<string, string> } {
  const { text: body, missing } = fill(content, values);
  const variables = Object.fromEntries(
    blanksOf(content).map((blank) => [blank, fill(`#{${blank}}`, values).text]),
  );
  return { subject: "", body, missing, variables };
}
