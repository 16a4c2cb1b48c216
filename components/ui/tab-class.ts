/** On a phone the row scrolls; it begins where the current tab is in sight. */
export const tabListClass = "flex overflow-x-auto border-b border-line [scrollbar-width:none]";

/** Current both as a tab (`aria-selected`) and as a link (`aria-current`). */
export const tabClass =
  "flex min-h-11 flex-1 items-center justify-center gap-1.5 px-3 text-[0.9375rem] whitespace-nowrap text-ink-3 hover:text-ink sm:flex-none sm:px-4 focus-visible:-outline-offset-3 " +
  "aria-selected:font-bold aria-selected:text-ink aria-selected:shadow-[inset_0_-2px_var(--accent)] aria-[current]:font-bold aria-[current]:text-ink aria-[current]:shadow-[inset_0_-2px_var(--accent)] aria-selected:[scroll-initial-target:nearest] aria-[current]:[scroll-initial-target:nearest]";
