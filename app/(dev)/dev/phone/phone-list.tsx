import clsx from "clsx";
import { getLocale, getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/ui/empty-state";
import { Tag } from "@/components/ui/tag";
import { formatShort } from "@/lib/platform/formats/korean-time";
import { formatPhone } from "@/lib/platform/formats/phone-format";
import type { Phone } from "./simulator";

/** Plain links on purpose: a prefetched thread would count as read. */
export async function PhoneList({ phones, open }: { phones: Phone[]; open?: string }) {
  const [words, locale] = await Promise.all([getTranslations("dev.phone"), getLocale()]);
  if (phones.length === 0) return <EmptyState title={words("empty")}>{words("emptyBody")}</EmptyState>;
  return (
    <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface">
      {phones.map((phone) => (
        <li key={phone.number}>
          <a
            href={`/dev/phone/${phone.number.slice(1)}`}
            aria-current={phone.number === open ? "page" : undefined}
            className={clsx(
              "block px-4 py-3 -outline-offset-2 hover:bg-sunken",
              phone.number === open && "bg-sunken",
            )}
          >
            <span className="flex flex-wrap items-baseline justify-between gap-x-3">
              <span className="font-semibold tabular-nums">{formatPhone(phone.number)}</span>
              {phone.unread > 0 && <Tag tone="accent">{words("unread", { count: phone.unread })}</Tag>}
            </span>
            <span className="block truncate text-sm text-ink-2">{phone.lastBody}</span>
            <time dateTime={phone.lastAt} className="text-xs text-ink-3">
              {formatShort(new Date(phone.lastAt), "Asia/Seoul", locale)}
            </time>
          </a>
        </li>
      ))}
    </ul>
  );
}
