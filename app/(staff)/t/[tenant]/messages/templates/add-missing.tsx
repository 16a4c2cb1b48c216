"use client";

import { useTranslations } from "next-intl";
import { bound } from "@/app/form/bound";
import { FormProblem } from "@/app/form/form-problem";
import { useActionForm } from "@/app/form/use-action-form";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { addMissing } from "./actions";

/** Offers the starting texts that were written after the business began. */
export function AddMissing({ slug, missing }: { slug: string; missing: number }) {
  const words = useTranslations("templates");
  const form = useActionForm(bound(addMissing, slug));
  return (
    <div className="mb-5 grid gap-3">
      {form.value && (
        <Notice tone="good" announce>
          {words("added", { count: form.value.count })}
        </Notice>
      )}
      <FormProblem form={form} />
      {missing > 0 && (
        <form {...form.formProps} className="flex flex-wrap items-center gap-3">
          <p className="text-[0.9375rem] text-ink-2">{words("missing", { count: missing })}</p>
          <SubmitButton look="secondary" pending={form.pending}>
            {words("addMissing")}
          </SubmitButton>
        </form>
      )}
    </div>
  );
}
