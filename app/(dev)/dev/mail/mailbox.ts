import "server-only";
import { z } from "zod";
import { askProviders } from "../phone/simulator";

const mail = z.object({
  id: z.number(),
  at: z.iso.datetime(),
  from: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  text: z.string(),
  headers: z.array(z.object({ name: z.string(), value: z.string() })),
  attachments: z.array(z.object({ name: z.string(), type: z.string(), bytes: z.number() })),
  readAt: z.iso.datetime().nullable(),
});

export type Mail = z.infer<typeof mail>;

/** All mails of the local SMTP server, newest first; null when it does not run. */
export async function mails(): Promise<Mail[] | null> {
  const answer = z.object({ mails: z.array(mail) }).safeParse(await askProviders("mails"));
  return answer.success ? answer.data.mails.reverse() : null;
}

/** One mail, which becomes read by opening it; null for an unknown one. */
export async function openMail(id: string): Promise<Mail | null> {
  const answer = mail.safeParse(await askProviders(`mails/${id}`));
  if (!answer.success) return null;
  await askProviders(`mails/${id}/read`, {});
  return answer.data;
}
