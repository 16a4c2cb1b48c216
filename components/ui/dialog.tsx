"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import clsx from "clsx";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { buttonClass } from "./button";
import { backdropClass, popupClass } from "./overlay-class";
import type { Trigger } from "./trigger";

/** A short piece of work over the page. On a phone it comes from below. `Esc` and the ground close it. */
export function Dialog({
  trigger,
  title,
  description,
  closeLabel,
  children,
  open,
  onOpenChange,
  wide,
}: {
  trigger?: Trigger;
  title: ReactNode;
  description?: ReactNode;
  closeLabel: string;
  children: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  wide?: boolean;
}) {
  return (
    <Base.Root open={open} onOpenChange={onOpenChange && ((next) => onOpenChange(next))}>
      {trigger && (
        <Base.Trigger className={buttonClass(trigger)} aria-label={trigger.label}>
          {trigger.icon}
          {trigger.words}
        </Base.Trigger>
      )}
      <Base.Portal>
        <Base.Backdrop className={backdropClass} />
        <Base.Popup className={clsx(popupClass, wide ? "sm:max-w-2xl" : "sm:max-w-md")}>
          <div className="mb-3 flex items-start gap-3">
            <div className="min-w-0 flex-1">
              <Base.Title className="text-xl font-bold tracking-tight">{title}</Base.Title>
              {description && (
                <Base.Description className="mt-1 text-[0.9375rem] text-ink-2">
                  {description}
                </Base.Description>
              )}
            </div>
            <Base.Close
              aria-label={closeLabel}
              className={clsx(buttonClass({ look: "quiet", size: "icon" }), "-mt-2 -mr-2")}
            >
              <X aria-hidden="true" className="size-5" />
            </Base.Close>
          </div>
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
