import nodemailer, { type Transporter } from "nodemailer";
import { env } from "@/lib/platform/env";

export interface Mail {
  to: string;
  subject: string;
  text: string;
  html?: string | undefined;
  /** E.g. List-Unsubscribe and List-Unsubscribe-Post for advertising. */
  headers?: Record<string, string> | undefined;
}

let transport: { url: string; transporter: Transporter } | undefined;

function transporterFor(url: string | undefined): Transporter {
  if (!url) throw new Error("SMTP_URL is not set");
  if (transport?.url !== url) {
    const options = { url, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 15_000 };
    transport = { url, transporter: nodemailer.createTransport(options) };
  }
  return transport.transporter;
}

/**
 * Hands one mail to the SMTP server of SMTP_URL, from MAIL_FROM, and returns its Message-ID. Throws when the server does not
 * take it. The recipient is never parsed out of a display name: `to` is one bare address.
 */
export async function sendMail({ to, subject, text, html, headers }: Mail): Promise<{ messageId: string }> {
  const sent = await transporterFor(env.smtpUrl).sendMail({
    from: env.mailFrom,
    to: { name: "", address: to },
    subject,
    text,
    html,
    headers,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return { messageId: sent.messageId };
}
