"use client";

import { Toaster as Sonner } from "sonner";

/**
 * The place where toasts appear; once in a frame. Say `toast("저장했어요", { action: … })` from "sonner". A toast is for
 * what may be missed: errors of a form stay beside the form.
 */
export function Toaster({ closeLabel }: { closeLabel: string }) {
  return (
    <Sonner
      position="bottom-center"
      mobileOffset={{ bottom: "5.5rem" }}
      duration={6000}
      toastOptions={{
        unstyled: true,
        closeButtonAriaLabel: closeLabel,
        classNames: {
          toast:
            "flex w-full items-center gap-3 rounded-lg border border-line-strong bg-surface px-4 py-3 text-[0.9375rem] text-ink",
          title: "font-semibold",
          description: "text-ink-2",
          icon: "shrink-0",
          actionButton: "ml-auto min-h-11 shrink-0 rounded-md px-3 font-semibold text-accent hover:bg-sunken",
          error: "text-bad",
        },
      }}
    />
  );
}
