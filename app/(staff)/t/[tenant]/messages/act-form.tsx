"use client";

import { useTranslations } from "next-intl";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { takeBackReasons } from "@/lib/messages/schema";
import type { Answer } from "@/lib/web/answer";
import { FormProblem } from "../../../../form/form-problem";
import { useActionForm } from "../../../../form/use-action-form";

/** One button for one deed, with why it is done where that is asked. */
export function ActForm<Value>({
  action,
  fields,
  submit,
  asksWhy,
  danger,
}: {
  action: (previous: Answer<Value> | null, form: FormData) => Promise<Answer<Value>>;
  fields: Record<string, string>;
  submit: string;
  asksWhy?: boolean;
  danger?: boolean;
}) {
  const form = useActionForm(action);
  const words = useTranslations("outbox.acts");
  return (
    <form {...form.formProps} className="grid gap-3">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {asksWhy && (
        <SelectField
          {...form.field("why")}
          label={words("why")}
          emptyWords={words("choose")}
          choices={takeBackReasons.map((value) => ({ value, label: words(`reasons.${value}`) }))}
          className="max-w-sm"
        />
      )}
      <FormProblem form={form} />
      <div>
        <SubmitButton pending={form.pending} look={danger ? "danger" : "secondary"}>
          {submit}
        </SubmitButton>
      </div>
    </form>
  );
}
