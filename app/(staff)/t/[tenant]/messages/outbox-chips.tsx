import { X } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { LinkButton } from "@/components/ui/button";
import { PageLink } from "@/components/ui/page-link";
import { isNarrowed, outboxFilters, withoutFilter, writeOutboxQuery } from "@/lib/messages/outbox/query";
import type { OutboxProps } from "./outbox-filters";
import { outboxNames } from "./outbox-names";

/** What the list is narrowed to now, each to be taken away. */
export async function OutboxChips({ query, options, staff }: OutboxProps) {
  const words = await getTranslations("outbox.filter");
  const names = await outboxNames(options, staff);
  if (!isNarrowed(query)) return null;
  const base = `/t/${staff.tenant.slug}/messages`;
  return (
    <ul aria-label={words("active")} className="flex flex-wrap gap-x-2">
      {outboxFilters.flatMap((name) => {
        const value = query.filters[name];
        if (!value) return [];
        return [
          <li key={name}>
            <PageLink
              href={`${base}${writeOutboxQuery(withoutFilter(query, name))}`}
              className="group flex min-h-11 items-center"
            >
              <span className="flex items-center gap-1.5 rounded-full bg-accent-soft px-3 py-1 text-sm font-semibold group-hover:underline">
                {words("is", { name: words(name), value: names(name, value) })}
                <X aria-hidden="true" className="size-4" />
              </span>
              <span className="sr-only">{words("remove")}</span>
            </PageLink>
          </li>,
        ];
      })}
      <li>
        <LinkButton look="quiet" size="small" href={`${base}${writeOutboxQuery({ ...query, filters: {} })}`}>
          {words("clear")}
        </LinkButton>
      </li>
    </ul>
  );
}
