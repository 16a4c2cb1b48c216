"use client";

import { useTranslations } from "next-intl";
import { SubmitButton } from "@/components/ui/submit-button";
import { bound } from "../../../../../form/bound";
import { FormProblem } from "../../../../../form/form-problem";
import { useActionForm } from "../../../../../form/use-action-form";
import { bringFileBack, takeFileAway } from "../actions";

/** Takes a file away, or brings a removed one back: the undo of the other. */
export function FileButton({
  slug,
  customerId,
  file,
}: {
  slug: string;
  customerId: string;
  file: { id: string; name: string; removed: boolean };
}) {
  const words = useTranslations("customers.files");
  const form = useActionForm(bound(file.removed ? bringFileBack : takeFileAway, slug));
  return (
    <form {...form.formProps}>
      <input type="hidden" name="customerId" value={customerId} />
      <input type="hidden" name="id" value={file.id} />
      <SubmitButton
        look="quiet"
        size="small"
        pending={form.pending}
        aria-label={words(file.removed ? "putBackNamed" : "removeNamed", { name: file.name })}
      >
        {words(file.removed ? "putBack" : "remove")}
      </SubmitButton>
      <FormProblem form={form} />
    </form>
  );
}
