"use client";

import { type FormEvent, startTransition, useActionState, useEffect, useRef } from "react";
import { forgetDraft, keepDraft, restoreDraft } from "./form-draft";

/**
 * A form that loses nothing: what was typed stays after a refusal, after going back, and (with `draft`) after a reload.
 * Spread `formProps` on the form and give `pending` to its SubmitButton. Without JavaScript the action runs as an
 * ordinary post; then fill `defaultValue`s from the state the action answers.
 *
 * @param options.draft a name under which unsaved text is kept in this tab; never for secrets
 * @param options.done tells by the state that the work is done: the draft is forgotten
 */
export function useKeptForm<State>(
  action: (state: Awaited<State>, form: FormData) => State | Promise<State>,
  initial: Awaited<State>,
  options: { draft?: string; done?: (state: Awaited<State>) => boolean } = {},
) {
  const [state, submit, pending] = useActionState(action, initial);
  const form = useRef<HTMLFormElement>(null);
  const { draft } = options;
  const done = options.done?.(state) ?? false;
  /** From where the form was sent, as long as nothing was answered. */
  const sentFrom = useRef<string | null>(null);

  useEffect(() => {
    if (draft && form.current) restoreDraft(draft, form.current);
  }, [draft]);

  // An action that leads on to another page never answers: the form goes while it is under way.
  useEffect(
    () => () => {
      if (draft && sentFrom.current && sentFrom.current !== window.location.href) forgetDraft(draft);
    },
    [draft],
  );

  useEffect(() => {
    if (state === initial) return;
    sentFrom.current = null;
    if (done && draft) forgetDraft(draft);
    if (!done) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [state, initial, done, draft]);

  /** React empties a form after its action; submitting by hand does not. */
  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending) return;
    const { submitter } = event.nativeEvent as SubmitEvent;
    const answers = new FormData(event.currentTarget, submitter);
    sentFrom.current = window.location.href;
    startTransition(() => submit(answers));
  }

  const onInput = draft ? () => form.current && keepDraft(draft, form.current) : undefined;
  return { state, pending, formProps: { ref: form, action: submit, onSubmit, onInput } };
}
