"use client";

import { useTranslations } from "next-intl";
import { SubmitButton } from "@/components/ui/submit-button";
import { bound } from "../../../../../form/bound";
import { FormProblem } from "../../../../../form/form-problem";
import { useActionForm } from "../../../../../form/use-action-form";
import { removeEverythingFile } from "./actions";

export function RemoveForm({ slug, id }: { slug: string; id: string }) {
  const words = useTranslations("exports");
  const form = useActionForm<void>(bound(removeEverythingFile, slug));
  return (
    <form {...form.formProps}>
      <input type="hidden" name="id" value={id} />
      <SubmitButton look="quiet" size="small" pending={form.pending}>
        {words("remove")}
      </SubmitButton>
      <FormProblem form={form} />
    </form>
  );
}
