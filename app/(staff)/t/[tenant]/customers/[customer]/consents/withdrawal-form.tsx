"use client";

import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextArea } from "@/components/ui/text-area";
import { waysHeard, withdrawable } from "@/lib/customers/ledger/schema";
import { bound } from "../../../../../../form/bound";
import { FormProblem } from "../../../../../../form/form-problem";
import { useActionForm } from "../../../../../../form/use-action-form";
import { noteWithdrawal } from "./actions";

/** A refusal that a member heard. Nothing is chosen beforehand: each choice is a statement about the person. */
export function WithdrawalForm({ slug, customerId }: { slug: string; customerId: string }) {
  const words = useTranslations("consents");
  const mark = useTranslations("common");
  const form = useActionForm(bound(noteWithdrawal, slug));
  return (
    <form {...form.formProps} className="grid max-w-xl gap-4" noValidate>
      <input type="hidden" name="customerId" value={customerId} />
      <p className="text-[0.9375rem]">{words("withdraw.body")}</p>
      {form.done && (
        <Notice tone="good" announce>
          {words("withdraw.done")}
        </Notice>
      )}
      <SelectField
        {...form.field("purpose")}
        label={words("withdraw.purpose")}
        mark={mark("required")}
        emptyWords={mark("choose")}
        choices={withdrawable.map((value) => ({ value, label: words(`purposes.${value}`) }))}
      />
      <SelectField
        {...form.field("heard")}
        label={words("withdraw.heard")}
        mark={mark("required")}
        emptyWords={mark("choose")}
        choices={waysHeard.map((value) => ({ value, label: words(`heard.${value}`) }))}
      />
      <TextArea
        {...form.field("note")}
        label={words("withdraw.note")}
        hint={words("withdraw.noteHint")}
        rows={2}
      />
      <FormProblem form={form} />
      <div>
        <SubmitButton
          look="secondary"
          wide="phone"
          pending={form.pending}
          pendingWords={words("withdraw.submitting")}
        >
          {words("withdraw.submit")}
        </SubmitButton>
      </div>
    </form>
  );
}
