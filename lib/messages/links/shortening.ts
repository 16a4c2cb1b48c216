import { env } from "@/lib/platform/env";

import { draftShortLink, type ShortLinkRow, shownShortLink } from "./short-links";

/**
 * Shortens the addresses of one message. Mails keep theirs, where bytes cost nothing, and so does an address that is no longer than a
 * short one. With "draft" the rows come along, to be stored only if the text leaves; with "show" there are none.
 */
export function shorteningFor(
  about: {
    tenant: { id: string; slug: string; linkCode: string };
    message: { id: string };
    channel: string;
  },
  links: "draft" | "show",
  now: Date,
): { shorten: (address: string) => string; rows: ShortLinkRow[] } {
  const rows: ShortLinkRow[] = [];
  const shown = shownShortLink();
  const shorten = (address: string): string => {
    if (about.channel === "email" || address.length <= shown.length) return address;
    if (links === "show") return shown;
    const path = address.startsWith(env.baseUrl) ? address.slice(env.baseUrl.length) : "";
    const draft = draftShortLink(about.tenant, { messageId: about.message.id, path, now });
    if (!draft) return address;
    rows.push(draft.row);
    return draft.address;
  };
  return { shorten, rows };
}
