import clsx from "clsx";

export type ControlSize = "medium" | "large";

/** The box a person types into. `large` is for customers on a phone. */
export function controlClass(size: ControlSize = "medium"): string {
  return clsx(
    "w-full min-w-0 rounded-lg border border-control bg-surface text-ink transition-colors",
    "hover:border-ink-3 aria-invalid:border-bad aria-invalid:outline-bad",
    "disabled:bg-sunken disabled:text-ink-3 disabled:cursor-not-allowed [&[readonly]]:bg-sunken",
    size === "large" ? "min-h-14 px-3.5 text-[1.125rem]" : "min-h-11 px-3 text-base",
  );
}
