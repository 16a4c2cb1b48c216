"use client";

import { useTranslations } from "next-intl";
import { bound } from "@/app/form/bound";
import { FormProblem } from "@/app/form/form-problem";
import { useActionForm } from "@/app/form/use-action-form";
import { Checkbox } from "@/components/ui/checkbox";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextArea } from "@/components/ui/text-area";
import { erasePerson } from "../../actions";

/** Erases everything; asks for one tick, since nothing brings it back. */
export function EraseForm({ slug, customerId }: { slug: string; customerId: string }) {
  const words = useTranslations("privacy.erasing");
  const form = useActionForm(bound(erasePerson, slug));
  const sure = form.field("sure");
  return (
    <form {...form.formProps} className="mt-5 grid gap-4" noValidate>
      <input type="hidden" name="customerId" value={customerId} />
      <TextArea
        {...form.field("complaint")}
        label={words("complaint")}
        hint={words("complaintHint")}
        rows={2}
      />
      <Checkbox name="sure" label={words("sure")} error={sure.error} />
      <FormProblem form={form} />
      {form.value?.waits && (
        <Notice tone="warn" announce>
          {words("waits")}
        </Notice>
      )}
      <div>
        <SubmitButton look="danger" wide="phone" pending={form.pending}>
          {words("submit")}
        </SubmitButton>
      </div>
    </form>
  );
}
