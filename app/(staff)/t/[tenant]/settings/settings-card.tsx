"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { FormProblem } from "../../../../form/form-problem";
import type { useActionForm } from "../../../../form/use-action-form";

/** One card, one form, one button. `locked` for those who may only look. */
export function SettingsCard({
  title,
  intro,
  form,
  version,
  locked,
  submit,
  saved,
  children,
}: {
  title: string;
  intro?: ReactNode;
  form: ReturnType<typeof useActionForm>;
  /** Of what is shown, so that two editors do not overwrite each other. */
  version?: number;
  locked: boolean;
  submit?: string;
  saved?: string;
  children: ReactNode;
}) {
  const words = useTranslations("common");
  const id = useId();
  return (
    <Card as="section" aria-labelledby={id}>
      <h2 id={id} className="text-lg font-bold">
        {title}
      </h2>
      {intro && <p className="mt-0.5 text-[0.9375rem] text-ink-2">{intro}</p>}
      <form {...form.formProps} className="mt-4 grid gap-4" noValidate>
        {version !== undefined && <input type="hidden" name="version" value={version} />}
        <fieldset disabled={locked} className="grid min-w-0 gap-4">
          {children}
        </fieldset>
        <FormProblem form={form} />
        {form.done && (
          <Notice tone="good" announce>
            {saved ?? words("saved")}
          </Notice>
        )}
        {!locked && (
          <div>
            <SubmitButton look="secondary" wide="phone" pending={form.pending}>
              {submit ?? words("save")}
            </SubmitButton>
          </div>
        )}
      </form>
    </Card>
  );
}
