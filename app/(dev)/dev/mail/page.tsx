import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { FreshEvery } from "@/components/shell/fresh-every";
import { EmptyState } from "@/components/ui/empty-state";
import { Tag } from "@/components/ui/tag";
import { env } from "@/lib/platform/env";
import { formatShort } from "@/lib/platform/formats/korean-time";
import { DevFrame } from "../phone/dev-frame";
import { type Mail, mails } from "./mailbox";

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations("dev.mailbox");
  return { title: words("title") };
}

/** Every mail sent from here. Exists in demo mode only. */
export default async function MailboxPage() {
  if (!env.isDemo) notFound();
  const [words, phone, all] = await Promise.all([
    getTranslations("dev.mailbox"),
    getTranslations("dev.phone"),
    mails(),
  ]);
  return (
    <DevFrame title={words("title")} sub={words("sub")}>
      <FreshEvery seconds={3} />
      {all === null && <EmptyState title={phone("down")}>{phone("downBody")}</EmptyState>}
      {all?.length === 0 && <EmptyState title={words("empty")}>{words("emptyBody")}</EmptyState>}
      {all && all.length > 0 && <MailList mails={all} />}
    </DevFrame>
  );
}

/** Plain links on purpose: a prefetched mail would count as read. */
async function MailList({ mails: shown }: { mails: Mail[] }) {
  const [words, locale] = await Promise.all([getTranslations("dev.mailbox"), getLocale()]);
  return (
    <ul
      aria-label={words("list")}
      className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface"
    >
      {shown.map((mail) => (
        <li key={mail.id}>
          <a href={`/dev/mail/${mail.id}`} className="block px-4 py-3 -outline-offset-2 hover:bg-sunken">
            <span className="flex flex-wrap items-baseline justify-between gap-x-3">
              <span className="min-w-0 font-semibold break-words">{mail.subject || words("noSubject")}</span>
              {mail.readAt === null && <Tag tone="accent">{words("unread")}</Tag>}
            </span>
            <span className="block truncate text-sm text-ink-2">{mail.to.join(", ")}</span>
            <time dateTime={mail.at} className="text-xs text-ink-3">
              {formatShort(new Date(mail.at), "Asia/Seoul", locale)}
            </time>
          </a>
        </li>
      ))}
    </ul>
  );
}
