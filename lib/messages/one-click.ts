import { env } from "@/lib/platform/env";
import { draftLink, type LinkRow } from "@/lib/platform/personal-links";

import type { MessageContext } from "./context";
import type { Wording } from "./wording";

/**
 * The address by which a mail program refuses advertising mail with one click (RFC 8058): a link of its own, so that it works as
 * long as the mail lies there, whatever becomes of the links in its words. Null for every other message.
 */
export function oneClickOf(
  { tenant, customer }: MessageContext,
  { channel, messageClass }: Wording,
  now: Date,
): { url: string; link: LinkRow } | null {
  if (channel !== "email" || messageClass !== "advertising") return null;
  const { token, row } = draftLink(tenant, { kind: "preferences", subjectId: customer.id, now });
  return { url: `${env.baseUrl}/preferences/${token}/one-click`, link: row };
}
