"use client";

import { useTranslations } from "next-intl";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { FormProblem } from "../../../form/form-problem";
import { useActionForm } from "../../../form/use-action-form";
import { acceptNew } from "../actions";

export function NewAccountForm({ secret, email }: { secret: string; email: string }) {
  const words = useTranslations("accounts");
  const form = useActionForm(acceptNew);
  return (
    <form {...form.formProps} className="grid gap-4" noValidate>
      <input type="hidden" name="secret" value={secret} />
      <TextField label={words("email")} value={email} readOnly autoComplete="username" />
      <TextField {...form.field("name")} label={words("name")} autoComplete="name" required />
      <TextField
        {...form.field("password")}
        label={words("password")}
        hint={words("reset.hint")}
        type="password"
        autoComplete="new-password"
        required
      />
      <FormProblem form={form} />
      <SubmitButton wide pending={form.pending}>
        {words("invitation.acceptNew")}
      </SubmitButton>
    </form>
  );
}
