"use client";

import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { FormProblem } from "../../form/form-problem";
import { useActionForm } from "../../form/use-action-form";
import { changeName, leaveOtherDevices, setPassword } from "./actions";

function Done({ children }: { children: string }) {
  return (
    <Notice tone="good" announce>
      {children}
    </Notice>
  );
}

export function NameForm({ name }: { name: string }) {
  const words = useTranslations();
  const form = useActionForm(changeName);
  return (
    <form {...form.formProps} className="grid gap-4" noValidate>
      <TextField {...form.field("name", name)} label={words("accounts.name")} autoComplete="name" required />
      <FormProblem form={form} />
      {form.done && <Done>{words("accounts.account.nameSaved")}</Done>}
      <SubmitButton look="secondary" pending={form.pending}>
        {words("common.save")}
      </SubmitButton>
    </form>
  );
}

export function PasswordForm({ hasPassword }: { hasPassword: boolean }) {
  const words = useTranslations("accounts");
  const form = useActionForm(setPassword);
  return (
    <form {...form.formProps} className="grid gap-4" noValidate>
      <h2 className="font-bold">{words("account.passwordTitle")}</h2>
      {hasPassword ? (
        <TextField
          {...form.field("currentPassword")}
          label={words("account.currentPassword")}
          type="password"
          autoComplete="current-password"
          required
        />
      ) : (
        <p className="text-ink-2">{words("account.noPassword")}</p>
      )}
      <TextField
        {...form.field("password")}
        label={words("reset.newPassword")}
        hint={words("reset.hint")}
        type="password"
        autoComplete="new-password"
        required
      />
      <FormProblem form={form} />
      {form.done && <Done>{words("account.passwordChanged")}</Done>}
      <SubmitButton look="secondary" pending={form.pending}>
        {words("account.changePassword")}
      </SubmitButton>
    </form>
  );
}

export function OtherDevicesForm() {
  const words = useTranslations("accounts.account");
  const form = useActionForm(leaveOtherDevices);
  return (
    <form {...form.formProps} className="grid gap-4">
      <h2 className="font-bold">{words("sessionsTitle")}</h2>
      <p className="text-ink-2">{words("sessionsIntro")}</p>
      <FormProblem form={form} />
      {form.done && <Done>{words("signedOutElsewhere")}</Done>}
      <SubmitButton look="secondary" pending={form.pending}>
        {words("signOutElsewhere")}
      </SubmitButton>
    </form>
  );
}
