"use client";

import { bound } from "@/app/form/bound";
import { FormProblem } from "@/app/form/form-problem";
import { useActionForm } from "@/app/form/use-action-form";
import { SubmitButton } from "@/components/ui/submit-button";
import { partTwo } from "../actions";

/** Takes a merge back by one press: what went where is told afterwards, and merging again is as near. */
export function PartForm({
  slug,
  mergeId,
  words,
  label,
}: {
  slug: string;
  mergeId: string;
  words: string;
  label: string;
}) {
  const form = useActionForm<void>(bound(partTwo, slug));
  return (
    <form {...form.formProps}>
      <input type="hidden" name="mergeId" value={mergeId} />
      <SubmitButton pending={form.pending} aria-label={label}>
        {words}
      </SubmitButton>
      <FormProblem form={form} />
    </form>
  );
}
