"use client";

import { Menu as Base } from "@base-ui/react/menu";
import clsx from "clsx";
import { EllipsisVertical } from "lucide-react";
import type { ReactNode } from "react";
import { buttonClass } from "./button";
import { floatingClass } from "./overlay-class";
import { PageLink } from "./page-link";
import type { Trigger } from "./trigger";

export interface MenuEntry {
  words: ReactNode;
  icon?: ReactNode;
  href?: string;
  onSelect?: () => void;
  danger?: boolean;
  disabled?: boolean;
}

/** Further actions behind one button; three dots when no trigger words are given. */
export function Menu({
  label,
  trigger,
  entries,
}: {
  label: string;
  trigger?: Trigger;
  entries: MenuEntry[];
}) {
  return (
    <Base.Root>
      <Base.Trigger
        aria-label={trigger ? trigger.label : label}
        className={trigger ? buttonClass(trigger) : buttonClass({ look: "quiet", size: "icon" })}
      >
        {trigger ? trigger.icon : <EllipsisVertical aria-hidden="true" className="size-5" />}
        {trigger?.words}
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={6} align="end" className="z-50 outline-none">
          <Base.Popup aria-label={label} className={clsx(floatingClass, "min-w-48 p-1")}>
            {entries.map((entry, index) => (
              <Base.Item
                // biome-ignore lint/suspicious/noArrayIndexKey: the entries of a menu do not move
                key={index}
                disabled={entry.disabled}
                onClick={entry.onSelect}
                render={entry.href ? <PageLink href={entry.href} /> : undefined}
                className={clsx(
                  "flex min-h-11 cursor-pointer items-center gap-2.5 rounded-md px-3 text-[0.9375rem] outline-none select-none data-disabled:opacity-55 data-highlighted:bg-sunken [&>svg]:size-[1.125rem]",
                  entry.danger ? "text-bad" : "text-ink",
                )}
              >
                {entry.icon}
                {entry.words}
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
