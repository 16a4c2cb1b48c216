"use client";

import { useActionState } from "react";
import { Radio } from "@/components/ui/checkbox";
import { Fieldset } from "@/components/ui/fieldset";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import type { CancelState } from "./actions";

interface Props {
  action: (state: CancelState, form: FormData) => Promise<CancelState>;
  dates: { id: string; words: string }[];
  words: Record<"open" | "legend" | "submit" | "submitting", string>;
}

/** Another date of the same course, without asking anybody. */
export function ChangingDate({ action, dates, words }: Props) {
  const [state, submit] = useActionState(action, null);
  return (
    <details className="mt-8 border-t border-line pt-2" open={state !== null || undefined}>
      <summary className="min-h-11 py-2.5 text-[0.9375rem] font-semibold text-ink-2">{words.open}</summary>
      <form action={submit} className="grid gap-4 pt-1">
        {state && (
          <Notice tone="bad" announce>
            {state.message}
          </Notice>
        )}
        <Fieldset legend={words.legend}>
          {dates.map(({ id, words: date }, at) => (
            <Radio key={id} name="runId" value={id} label={date} defaultChecked={at === 0} required />
          ))}
        </Fieldset>
        <SubmitButton look="secondary" size="large" wide pendingWords={words.submitting}>
          {words.submit}
        </SubmitButton>
      </form>
    </details>
  );
}
