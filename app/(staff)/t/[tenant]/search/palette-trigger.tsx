"use client";

import { Dialog } from "@base-ui/react/dialog";
import { Search } from "lucide-react";
import { useTranslations } from "next-intl";

/** Connects what opens the search, wherever it stands, with the one search of the page. */
export const paletteHandle = Dialog.createHandle();

/** Looks like a field and opens the search; without JavaScript it leads to the customers' list and its own field. */
export function PaletteTrigger({ base }: { base: string }) {
  const words = useTranslations("palette");
  return (
    <Dialog.Trigger
      handle={paletteHandle}
      nativeButton={false}
      onClick={(event) => {
        event.preventDefault();
        event.currentTarget.closest<HTMLElement>("[popover]")?.hidePopover();
      }}
      render={
        <a href={`${base}/customers`} aria-label={words("openLong")} aria-keyshortcuts="/ Control+K Meta+K" />
      }
      className="flex min-h-11 w-full items-center gap-2.5 rounded-lg border border-control bg-surface px-3 text-[0.9375rem] text-ink-3 no-underline transition-colors hover:border-ink-3"
    >
      <Search aria-hidden="true" className="size-4.5 shrink-0" />
      <span className="flex-1">{words("open")}</span>
      <span
        aria-hidden="true"
        className="rounded border border-line-strong px-1.5 text-xs leading-5 text-ink-3 max-lg:hidden"
      >
        /
      </span>
    </Dialog.Trigger>
  );
}
