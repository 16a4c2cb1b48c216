import clsx from "clsx";
import type { ReactNode } from "react";
import { PageLink } from "./page-link";
import { tabClass, tabListClass } from "./tab-class";

export interface LinkTab {
  /** Tells two tabs of one address apart. */
  id?: string;
  href: string;
  label: ReactNode;
  /** A number, or words for one: "10,000+". */
  count?: number | string;
  current?: boolean;
}

/** Filters or parts of a page, each with its own address: they work without JavaScript and can be shared. */
export function LinkTabs({ label, tabs }: { label: string; tabs: LinkTab[] }) {
  return (
    <nav aria-label={label} className={tabListClass}>
      {tabs.map((tab) => (
        <PageLink
          key={tab.id ?? tab.href}
          href={tab.href}
          aria-current={tab.current ? "page" : undefined}
          className={tabClass}
        >
          {tab.label}
          {tab.count !== undefined && <b className="tabular-nums">{tab.count}</b>}
        </PageLink>
      ))}
    </nav>
  );
}

/** The same as round chips, for a second and quieter row of filters. */
export function LinkChips({ label, tabs }: { label: string; tabs: LinkTab[] }) {
  return (
    <nav aria-label={label} className="-mx-1 flex flex-wrap gap-1">
      {tabs.map((tab) => (
        <PageLink
          key={tab.id ?? tab.href}
          href={tab.href}
          aria-current={tab.current ? "page" : undefined}
          className="group flex min-h-11 items-center rounded-full px-1 text-sm"
        >
          <span
            className={clsx(
              "rounded-full px-3 py-1",
              tab.current ? "bg-ink font-semibold text-paper" : "text-ink-2 group-hover:bg-sunken",
            )}
          >
            {tab.label}
            {tab.count !== undefined && <span className="ml-1 tabular-nums opacity-80">{tab.count}</span>}
          </span>
        </PageLink>
      ))}
    </nav>
  );
}
