"use client";

import { bound } from "@/app/form/bound";
import { FormProblem } from "@/app/form/form-problem";
import { useActionForm } from "@/app/form/use-action-form";
import { SubmitButton } from "@/components/ui/submit-button";
import { putAway } from "./actions";

/** One tap: out of use, or back into it. */
export function PutAwayForm({
  slug,
  id,
  retired,
  label,
  words,
}: {
  slug: string;
  id: string;
  retired: "yes" | "no";
  label?: string;
  words: string;
}) {
  const form = useActionForm(bound(putAway, slug));
  return (
    <>
      <form {...form.formProps}>
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="retired" value={retired} />
        <SubmitButton
          look={retired === "yes" ? "quiet" : "secondary"}
          pending={form.pending}
          aria-label={label}
        >
          {words}
        </SubmitButton>
      </form>
      <FormProblem form={form} />
    </>
  );
}
