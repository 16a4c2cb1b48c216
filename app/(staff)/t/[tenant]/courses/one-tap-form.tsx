"use client";

import type { ButtonLook } from "@/components/ui/button";
import { DateTimeField } from "@/components/ui/date-time-field";
import { SubmitButton } from "@/components/ui/submit-button";
import type { Answer } from "@/lib/web/answer";
import { FormProblem } from "../../../../form/form-problem";
import { useActionForm } from "../../../../form/use-action-form";

/** A date or a time that is asked beside the button. */
export interface Asked {
  name: string;
  kind: "date" | "time";
  label: string;
  known?: string;
}

/** One button that acts, with what it needs to know hidden in its form, and perhaps a date to choose. */
export function OneTapForm<Value>({
  action,
  hidden,
  asked = [],
  submit,
  look = "secondary",
  wide,
}: {
  action: (previous: Answer<Value> | null, form: FormData) => Promise<Answer<Value>>;
  hidden: Record<string, string | number>;
  asked?: Asked[];
  submit: string;
  look?: ButtonLook;
  wide?: boolean | "phone";
}) {
  const form = useActionForm(action);
  return (
    <form {...form.formProps} className="grid gap-4" noValidate>
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {asked.length > 0 && (
        <div className="flex flex-wrap gap-4">
          {asked.map(({ name, kind, label, known }) => (
            <DateTimeField
              key={name}
              kind={kind}
              {...form.field(name, known)}
              label={label}
              required
              className={kind === "date" ? "w-full sm:w-48" : "w-36 max-sm:flex-1"}
            />
          ))}
        </div>
      )}
      <FormProblem form={form} />
      <div>
        <SubmitButton look={look} {...(wide ? { wide } : {})} pending={form.pending}>
          {submit}
        </SubmitButton>
      </div>
    </form>
  );
}
