"use client";

import { useTranslations } from "next-intl";
import { LinkButton } from "@/components/ui/button";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { FormProblem } from "../../form/form-problem";
import { useActionForm } from "../../form/use-action-form";
import { signIn } from "../actions";

export function SignInForm({ next }: { next: string | undefined }) {
  const words = useTranslations("accounts");
  const form = useActionForm(signIn);
  return (
    <form {...form.formProps} className="grid gap-4" noValidate>
      {next && <input type="hidden" name="next" value={next} />}
      <TextField
        {...form.field("email")}
        label={words("email")}
        type="email"
        autoComplete="username"
        inputMode="email"
        required
      />
      <TextField
        {...form.field("password")}
        label={words("password")}
        type="password"
        autoComplete="current-password"
        required
      />
      <FormProblem form={form} />
      <SubmitButton wide pending={form.pending}>
        {words("signIn.submit")}
      </SubmitButton>
      <LinkButton href="/signin/mail" look="quiet" wide>
        {words("signIn.byMail")}
      </LinkButton>
    </form>
  );
}
