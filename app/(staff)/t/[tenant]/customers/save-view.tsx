import { getTranslations } from "next-intl/server";
import { Disclosure } from "@/components/ui/disclosure";
import { TextLink } from "@/components/ui/text-link";
import { type ListQuery, writeListQuery } from "@/lib/customers/list/query";
import type { View } from "@/lib/customers/views/views";
import type { StaffScope } from "@/lib/web/staff";
import { ReplaceViewForm, SaveViewForm } from "./save-view-form";

/** Under the list: what it shows now, kept as a view, unless it is one. */
export async function SaveView({
  staff,
  query,
  views,
}: {
  staff: StaffScope;
  query: ListQuery;
  views: readonly View[];
}) {
  const words = await getTranslations("customerList.views");
  const shown = writeListQuery(query);
  const known = shown === "" || views.some((view) => view.query === shown);
  const own = views.filter(({ changeable }) => changeable);
  const arrange = own.length > 0 && (
    <p className="mt-2 text-[0.9375rem]">
      <TextLink
        quiet
        href={`/t/${staff.tenant.slug}/customers/views`}
        className="inline-flex min-h-11 items-center"
      >
        {words("arrange")}
      </TextLink>
    </p>
  );
  return (
    <div className="mt-8">
      {!known && (
        <Disclosure summary={words("keep")}>
          <div className="grid gap-8 sm:grid-cols-2">
            <SaveViewForm slug={staff.tenant.slug} query={shown} />
            {own.length > 0 && (
              <ReplaceViewForm
                slug={staff.tenant.slug}
                query={shown}
                views={own.map(({ id, name }) => ({ value: id, label: name }))}
              />
            )}
          </div>
        </Disclosure>
      )}
      {arrange}
    </div>
  );
}
