import { createTranslator } from "use-intl/core";
import type { Mail } from "@/lib/platform/email/email";
import { env } from "@/lib/platform/env";
import { messagesOf } from "@/lib/platform/i18n/messages";
import type { Locale } from "@/lib/platform/tenancy";

export type MailLinkPurpose = "sign_in" | "reset";

const paths: Record<MailLinkPurpose, string> = { sign_in: "/signin/link/", reset: "/reset/" };

/** The mail that carries a link to sign in or to choose a new password. */
export function mailLinkMail(
  purpose: MailLinkPurpose,
  given: { to: string; secret: string; minutes: number; locale: Locale },
): Mail {
  const words = mailWords(given.locale);
  const kind = purpose === "reset" ? "reset" : "signIn";
  const link = `${env.baseUrl}${paths[purpose]}${given.secret}`;
  return {
    to: given.to,
    subject: words(`mail.${kind}.subject`),
    text: words(`mail.${kind}.text`, { link, minutes: given.minutes }),
  };
}

/** The mail that invites somebody to work for a tenant. */
export function invitationMail(given: {
  to: string;
  secret: string;
  tenant: string;
  inviter: string;
  locale: Locale;
}): Mail {
  const words = mailWords(given.locale);
  const { tenant, inviter } = given;
  const link = `${env.baseUrl}/invitations/${given.secret}`;
  return {
    to: given.to,
    subject: words("mail.invitation.subject", { tenant, inviter }),
    text: words("mail.invitation.text", { link, tenant, inviter }),
  };
}

const mailWords = (locale: Locale) =>
  createTranslator({ locale, messages: messagesOf(locale), namespace: "accounts" });
