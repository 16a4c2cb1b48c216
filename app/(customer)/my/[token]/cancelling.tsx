"use client";

import { useActionState } from "react";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextArea } from "@/components/ui/text-area";
import type { CancelState } from "./actions";

interface Props {
  action: (state: CancelState, form: FormData) => Promise<CancelState>;
  words: Record<
    "open" | "until" | "mayMove" | "reason" | "optional" | "hint" | "submit" | "submitting",
    string
  >;
}

/** Folded away, so that nobody cancels by accident; opens without JavaScript too. */
export function Cancelling({ action, words }: Props) {
  const [state, submit] = useActionState(action, null);
  return (
    <details className="mt-8 border-t border-line pt-2" open={state !== null || undefined}>
      <summary className="min-h-11 py-2.5 text-[0.9375rem] font-semibold text-ink-2">{words.open}</summary>
      <form action={submit} className="grid gap-4 pt-1">
        <p className="text-[0.9375rem] text-ink-2">
          {words.until} {words.mayMove}
        </p>
        {state && (
          <Notice tone="bad" announce>
            {state.message}
          </Notice>
        )}
        <TextArea
          name="reason"
          label={words.reason}
          mark={words.optional}
          hint={words.hint}
          rows={2}
          maxLength={500}
          defaultValue={state?.reason}
        />
        <SubmitButton look="danger" size="large" wide pendingWords={words.submitting}>
          {words.submit}
        </SubmitButton>
      </form>
    </details>
  );
}
