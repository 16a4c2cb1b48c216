import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { ColumnForm } from "./column-form";
import { FilterChips } from "./filter-chips";
import { FilterForm, type FilterProps } from "./filter-form";

/** What the list is narrowed by, and the forms that narrow it and choose its columns. */
export async function ListFilters(props: FilterProps) {
  const words = await getTranslations("customerList");
  return (
    <div className="mt-3 grid gap-2">
      <FilterChips {...props} />
      <div className="grid gap-x-6 sm:flex sm:flex-wrap sm:items-start">
        <Folded summary={words("filter.title")}>
          <FilterForm {...props} />
        </Folded>
        <Folded summary={words("columns.title")}>
          <ColumnForm {...props} />
        </Folded>
      </div>
    </div>
  );
}

function Folded({ summary, children }: { summary: string; children: ReactNode }) {
  return (
    <details className="open:w-full">
      <summary className="inline-flex min-h-11 cursor-pointer items-center text-[0.9375rem] font-semibold text-ink-2 underline decoration-line-strong underline-offset-4">
        {summary}
      </summary>
      <div className="mt-1 mb-3 rounded-lg border border-line bg-surface px-5 py-4.5">{children}</div>
    </details>
  );
}
