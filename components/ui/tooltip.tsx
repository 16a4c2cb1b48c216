"use client";

import { Tooltip as Base } from "@base-ui/react/tooltip";
import type { ReactNode } from "react";
import { buttonClass } from "./button";
import type { Trigger } from "./trigger";

/** Says in words what a button shows as an icon. Touch has no hover: never put anything here that must be read. */
export function Tooltip({
  trigger,
  children,
}: {
  trigger: Trigger & { label: string };
  children?: ReactNode;
}) {
  return (
    <Base.Root>
      <Base.Trigger aria-label={trigger.label} className={buttonClass(trigger)}>
        {trigger.icon}
        {trigger.words}
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={6} className="z-50">
          <Base.Popup className="max-w-64 rounded-md bg-ink px-2.5 py-1.5 text-sm text-paper">
            {children ?? trigger.label}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
