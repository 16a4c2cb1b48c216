"use client";

import { useTranslations } from "next-intl";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { FormProblem } from "../../../form/form-problem";
import { useActionForm } from "../../../form/use-action-form";
import { chooseNewPassword } from "../../actions";

export function NewPasswordForm({ secret }: { secret: string }) {
  const words = useTranslations("accounts.reset");
  const form = useActionForm(chooseNewPassword);
  return (
    <form {...form.formProps} className="grid gap-4" noValidate>
      <input type="hidden" name="secret" value={secret} />
      <TextField
        {...form.field("password")}
        label={words("newPassword")}
        hint={words("hint")}
        type="password"
        autoComplete="new-password"
        required
      />
      <FormProblem form={form} />
      <SubmitButton wide pending={form.pending}>
        {words("chooseSubmit")}
      </SubmitButton>
    </form>
  );
}
