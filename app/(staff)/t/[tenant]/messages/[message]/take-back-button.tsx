"use client";

import { SubmitButton } from "@/components/ui/submit-button";
import type { Answer } from "@/lib/web/answer";
import { FormProblem } from "../../../../../form/form-problem";
import { useActionForm } from "../../../../../form/use-action-form";

export function TakeBackButton({
  action,
  id,
  submit,
}: {
  action: (previous: Answer<void> | null, form: FormData) => Promise<Answer<void>>;
  id: string;
  submit: string;
}) {
  const form = useActionForm(action);
  return (
    <form {...form.formProps} className="grid gap-3">
      <input type="hidden" name="id" value={id} />
      <FormProblem form={form} />
      <div>
        <SubmitButton pending={form.pending}>{submit}</SubmitButton>
      </div>
    </form>
  );
}
