import MailComposer from "nodemailer/lib/mail-composer/index.js";
import { readEmail } from "@/lib/platform/email-address";
import { ForbiddenHost } from "@/lib/platform/reachable-host";
import type { Capabilities, OpenAccount, Outgoing, Provider, SendOutcome } from "../channel";
import { outcomeOfFailure } from "./replies";
import { sendLetter } from "./transaction";

/** A mail server takes a mail and lists nothing: what it never answered stays unknown. Mail is paid for by the month. */
const capabilities: Capabilities = {
  channels: ["email"],
  kinds: ["email"],
  countries: "all",
  receives: false,
  templates: false,
  fallback: false,
  finds: "never",
  callbacks: false,
  limits: { email: { unit: "characters", longest: 50_000 } },
  prices: { currency: "KRW", micros: { email: 0 } },
};

/** The bare address of "단골 <hello@dangol.example>"; null when there is none. */
export function bareAddress(from: string): string | null {
  const text = from.slice(0, 1_000).trim();
  const named = text.endsWith(">") ? text.slice(text.lastIndexOf("<") + 1, -1) : text;
  const read = readEmail(named);
  return read.kind === "email" ? read.address : null;
}

/** The same for every attempt of a send, so that a mailbox that got it twice can tell. */
export const messageIdOf = (ourId: string, from: string): string =>
  `<${ourId}@${from.slice(from.lastIndexOf("@") + 1)}>`;

/**
 * Hands one mail over in one SMTP conversation. Of advertising it carries both headers of one-click unsubscribing
 * (RFC 8058).
 */
async function send(account: OpenAccount, message: Outgoing): Promise<SendOutcome> {
  const from = bareAddress(message.from ?? "");
  if (message.kind !== "email" || !from || !account.baseUrl)
    return { kind: "refused", code: "setup", message: "No sender or server is set", class: "config" };
  const messageId = messageIdOf(message.ourId, from);
  const bytes = await new MailComposer({
    from: message.from,
    to: { name: "", address: message.to },
    subject: message.subject,
    text: message.body,
    html: message.html,
    messageId,
    headers: message.unsubscribeUrl
      ? {
          "List-Unsubscribe": `<${message.unsubscribeUrl}>`,
          "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
      : {},
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
  try {
    const failure = await sendLetter(account, { from, to: message.to, bytes });
    return failure
      ? outcomeOfFailure(failure)
      : { kind: "accepted", sid: messageId, status: "sent", segments: 1 };
  } catch (error) {
    if (error instanceof ForbiddenHost)
      return { kind: "refused", code: "host", message: error.message, class: "config" };
    // Whatever else is thrown is thrown before the conversation: the server's name is not known.
    return { kind: "throttled", retryAfterSeconds: 60 };
  }
}

/** E-mail through a server of the tenant's. */
export const smtp: Provider = {
  name: "smtp",
  capabilities,
  // A mail server says all it has to say in its answer to the send.
  classOf: () => "other",
  send,
  find: () => Promise.reject(new Error("a mail server lists nothing")),
  fetch: () => Promise.resolve(null),
};
