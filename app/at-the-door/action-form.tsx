"use client";

import type { ButtonLook } from "@/components/ui/button";
import { SubmitButton } from "@/components/ui/submit-button";
import type { Answer } from "@/lib/web/answer";
import { FormProblem } from "../form/form-problem";
import { useActionForm } from "../form/use-action-form";

interface Props<Value> {
  action: (previous: Answer<Value> | null, form: FormData) => Promise<Answer<Value>>;
  hidden: Record<string, string>;
  submit: string;
  /** Said instead of `submit` where several buttons look alike. */
  submitName?: string;
  pendingWords?: string;
  look?: ButtonLook;
  className?: string;
}

/** One button that acts, with what it needs to know hidden in its form. */
export function ActionForm<Value>({
  action,
  hidden,
  submit,
  submitName,
  pendingWords,
  look = "primary",
  className,
}: Props<Value>) {
  const form = useActionForm(action);
  return (
    <form {...form.formProps} className={className}>
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <SubmitButton
        look={look}
        pending={form.pending}
        {...(pendingWords ? { pendingWords } : {})}
        {...(submitName ? { "aria-label": submitName } : {})}
      >
        {submit}
      </SubmitButton>
      <FormProblem form={form} />
    </form>
  );
}
