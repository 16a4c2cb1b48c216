"use client";

import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { useKeptForm } from "@/components/ui/use-kept-form";
import { checkNumber } from "./actions";

export function KeptFormSample() {
  const words = useTranslations("dev.ui");
  const common = useTranslations("common");
  const { state, pending, formProps } = useKeptForm(
    checkNumber,
    {},
    { draft: "dev-ui", done: (s) => s.ok === true },
  );
  return (
    <form {...formProps} className="grid max-w-md grid-cols-1 gap-5" noValidate>
      {state.ok && <Notice tone="good" announce title={common("saved")} />}
      <TextField label={words("name")} name="name" defaultValue={state.name} />
      <TextField
        label={words("phone")}
        name="phone"
        type="tel"
        inputMode="numeric"
        hint={words("formHint")}
        defaultValue={state.phone}
        error={state.ok === false ? words("phoneError") : undefined}
      />
      <SubmitButton pending={pending} pendingWords={common("saving")}>
        {common("save")}
      </SubmitButton>
    </form>
  );
}
