import { X } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { LinkButton } from "@/components/ui/button";
import { PageLink } from "@/components/ui/page-link";
import { fieldOf, type ListFilter, withoutFilter } from "@/lib/customers/list/query";
import { fieldWords } from "./field-words";
import type { FilterProps } from "./filter-form";
import { listAddress } from "./list-address";

/** What the list is narrowed by now, each to be taken away. */
export async function FilterChips(props: FilterProps) {
  const words = await getTranslations("customerList");
  const { query, staff } = props;
  const { slug } = staff.tenant;
  if (query.filters.length === 0) return null;
  return (
    <ul aria-label={words("filter.active")} className="flex flex-wrap gap-x-2">
      {
        await Promise.all(
          query.filters.map(async (filter) => {
            const said = await filterWords(filter, props);
            return (
              <li key={`${filter.name} ${filter.value}`}>
                <PageLink
                  href={listAddress(slug, withoutFilter(query, filter))}
                  className="group flex min-h-11 items-center"
                >
                  <span className="flex items-center gap-1.5 rounded-full bg-accent-soft px-3 py-1 text-sm font-semibold group-hover:underline">
                    {said}
                    <X aria-hidden="true" className="size-4" />
                  </span>
                  <span className="sr-only">{words("filter.remove")}</span>
                </PageLink>
              </li>
            );
          }),
        )
      }
      <li>
        <LinkButton look="quiet" size="small" href={listAddress(slug, { ...query, filters: [] })}>
          {words("filter.clear")}
        </LinkButton>
      </li>
    </ul>
  );
}

/** "태그: 단골", as the chip says it. */
async function filterWords(
  { name, value }: ListFilter,
  { staff, options, members }: FilterProps,
): Promise<string> {
  const words = await getTranslations();
  const t = await getTranslations("customerList.filter");
  const nameIn = (list: readonly { id: string; name: string }[]) =>
    list.find(({ id }) => id === value)?.name ?? t("gone");
  switch (name) {
    case "tag":
      return `${t("tag")}: ${nameIn(options.tags)}`;
    case "group":
      return `${t("group")}: ${nameIn(options.groups)}`;
    case "segment":
      return `${t("segment")}: ${nameIn(options.segments)}`;
    case "course":
      return `${t("course")}: ${nameIn(options.courses)}`;
    case "responsible": {
      const member = members.find((one) => one.value === value)?.label ?? t("gone");
      const who = value === "me" ? t("responsibleMe") : value === "nobody" ? t("responsibleNobody") : member;
      return `${t("responsible")}: ${who}`;
    }
    case "consent":
      return t(`consentIs.${value as "yes"}`);
    case "came":
      return t(`cameIs.${value as "yes"}`);
    case "added":
      return `${t("added")}: ${t("addedIs", { days: Number(value) })}`;
    case "phone":
      return t(`phoneIs.${value as "none"}`);
    default: {
      const field = options.fields.find(({ id }) => id === fieldOf(name));
      if (!field) return t("gone");
      const yesNo = { yes: words("common.yes"), no: words("common.no") };
      return `${field.label}: ${fieldWords(field, [value], staff.locale, yesNo)}`;
    }
  }
}
