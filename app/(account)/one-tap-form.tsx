"use client";

import { SubmitButton } from "@/components/ui/submit-button";
import type { Answer } from "@/lib/web/answer";
import { FormProblem } from "../form/form-problem";
import { useActionForm } from "../form/use-action-form";

/** One button that acts, with what it needs to know hidden in its form. */
export function OneTapForm<Value>({
  action,
  hidden = {},
  submit,
  look = "primary",
}: {
  action: (previous: Answer<Value> | null, form: FormData) => Promise<Answer<Value>>;
  hidden?: Record<string, string>;
  submit: string;
  look?: "primary" | "secondary";
}) {
  const form = useActionForm(action);
  return (
    <form {...form.formProps} className="grid gap-4">
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <FormProblem form={form} />
      <SubmitButton look={look} wide pending={form.pending}>
        {submit}
      </SubmitButton>
    </form>
  );
}
