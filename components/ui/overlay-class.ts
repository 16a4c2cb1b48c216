export const backdropClass =
  "fixed inset-0 z-40 bg-shade transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0";

/** From below on a phone, in the middle on a laptop. */
export const popupClass =
  "fixed z-50 max-h-[85dvh] overflow-y-auto overscroll-contain border border-line bg-surface p-5 text-ink outline-none transition duration-150 " +
  "max-sm:inset-x-0 max-sm:bottom-0 max-sm:rounded-t-xl max-sm:pb-[calc(1.25rem+env(safe-area-inset-bottom))] max-sm:data-starting-style:translate-y-6 max-sm:data-ending-style:translate-y-6 " +
  "sm:top-1/2 sm:left-1/2 sm:w-[calc(100vw-2rem)] sm:-translate-x-1/2 sm:-translate-y-1/2 sm:rounded-xl sm:p-6 " +
  "data-ending-style:opacity-0 data-starting-style:opacity-0 motion-reduce:transition-none";

/** Small things beside what opened them: menu, popover. */
export const floatingClass =
  "z-50 max-h-(--available-height) max-w-(--available-width) origin-(--transform-origin) overflow-y-auto rounded-lg border border-line-strong bg-surface text-ink outline-none " +
  "transition duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0 data-starting-style:scale-[0.98] motion-reduce:transition-none";
