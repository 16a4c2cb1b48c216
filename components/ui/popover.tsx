"use client";

import { Popover as Base } from "@base-ui/react/popover";
import clsx from "clsx";
import type { ReactNode } from "react";
import { buttonClass } from "./button";
import { floatingClass } from "./overlay-class";
import type { Trigger } from "./trigger";

/** A little more about something, beside it: a reason, a filter. */
export function Popover({
  trigger,
  title,
  children,
}: {
  trigger: Trigger;
  title?: ReactNode;
  children: ReactNode;
}) {
  return (
    <Base.Root>
      <Base.Trigger className={buttonClass(trigger)} aria-label={trigger.label}>
        {trigger.icon}
        {trigger.words}
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={6} className="z-50">
          <Base.Popup className={clsx(floatingClass, "w-80 p-4 text-[0.9375rem]")}>
            {title && <Base.Title className="mb-1 font-semibold">{title}</Base.Title>}
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
