"use client";

import { AlertDialog } from "@base-ui/react/alert-dialog";
import clsx from "clsx";
import { type ReactNode, useState } from "react";
import { buttonClass } from "./button";
import { backdropClass, popupClass } from "./overlay-class";
import { SubmitButton } from "./submit-button";
import type { Trigger } from "./trigger";

/**
 * Asks before what cannot be undone, with its numbers in `children`. Where undo is honest, offer undo instead.
 * `action` gets `fields` as a form; the dialog stays, busy, until it has answered.
 */
export function ConfirmDialog({
  trigger,
  title,
  children,
  action,
  fields = {},
  confirmWords,
  cancelWords,
  danger,
}: {
  trigger: Trigger;
  title: ReactNode;
  children?: ReactNode;
  action: (form: FormData) => Promise<unknown>;
  fields?: Record<string, string>;
  confirmWords: string;
  cancelWords: string;
  danger?: boolean;
}) {
  const [open, setOpen] = useState(false);
  return (
    <AlertDialog.Root open={open} onOpenChange={(next) => setOpen(next)}>
      <AlertDialog.Trigger className={buttonClass(trigger)} aria-label={trigger.label}>
        {trigger.icon}
        {trigger.words}
      </AlertDialog.Trigger>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={backdropClass} />
        <AlertDialog.Popup className={clsx(popupClass, "sm:max-w-md")}>
          <AlertDialog.Title className="text-xl font-bold tracking-tight">{title}</AlertDialog.Title>
          {children && (
            <AlertDialog.Description render={<div />} className="mt-2 text-[0.9375rem] text-ink-2">
              {children}
            </AlertDialog.Description>
          )}
          <form
            className="mt-5 flex flex-row-reverse flex-wrap gap-2 max-sm:*:flex-1"
            action={async (form) => {
              await action(form);
              setOpen(false);
            }}
          >
            {Object.entries(fields).map(([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ))}
            <SubmitButton look={danger ? "danger" : "primary"}>{confirmWords}</SubmitButton>
            <AlertDialog.Close className={buttonClass()}>{cancelWords}</AlertDialog.Close>
          </form>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
