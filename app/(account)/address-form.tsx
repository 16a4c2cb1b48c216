"use client";

import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import type { Answer } from "@/lib/web/answer";
import { FormProblem } from "../form/form-problem";
import { useActionForm } from "../form/use-action-form";

/** Asks for an address and says the same whether it is known or not. */
export function AddressForm({
  action,
  submit,
}: {
  action: (previous: Answer<{ email: string }> | null, form: FormData) => Promise<Answer<{ email: string }>>;
  submit: string;
}) {
  const words = useTranslations("accounts");
  const form = useActionForm(action);
  if (form.value)
    return (
      <Notice tone="good" title={words("mailLink.sentTitle")} announce>
        {words("mailLink.sent", { email: form.value.email })}
      </Notice>
    );
  return (
    <form {...form.formProps} className="grid gap-4" noValidate>
      <TextField
        {...form.field("email")}
        label={words("email")}
        type="email"
        autoComplete="username"
        inputMode="email"
        required
      />
      <FormProblem form={form} />
      <SubmitButton wide pending={form.pending}>
        {submit}
      </SubmitButton>
    </form>
  );
}
