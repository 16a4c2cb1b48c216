"use client";

import { useTranslations } from "next-intl";
import { SubmitButton } from "@/components/ui/submit-button";
import { bound } from "../../../../../../form/bound";
import { FormProblem } from "../../../../../../form/form-problem";
import { useActionForm } from "../../../../../../form/use-action-form";
import { stopUsingSender } from "../actions";

export function RetireForm({ slug, id, number }: { slug: string; id: string; number: string }) {
  const words = useTranslations("texting.senders");
  const form = useActionForm(bound(stopUsingSender, slug));
  return (
    <form {...form.formProps}>
      <input type="hidden" name="id" value={id} />
      <FormProblem form={form} />
      <SubmitButton
        look="quiet"
        size="small"
        pending={form.pending}
        aria-label={words("retireNamed", { number })}
      >
        {words("retire")}
      </SubmitButton>
    </form>
  );
}
