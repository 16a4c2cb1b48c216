"use client";

import { useTranslations } from "next-intl";
import { bound } from "@/app/form/bound";
import { useActionForm } from "@/app/form/use-action-form";
import { SelectField } from "@/components/ui/select-field";
import { TextArea } from "@/components/ui/text-area";
import { waysHeard, withdrawable } from "@/lib/customers/ledger/schema";
import { noteWithdrawal } from "./actions";
import { StatementForm } from "./statement-form";

/** A refusal that a member heard. Nothing is chosen beforehand: each choice is a statement about the person. */
export function WithdrawalForm({ slug, customerId }: { slug: string; customerId: string }) {
  const words = useTranslations("consents");
  const mark = useTranslations("common");
  const form = useActionForm(bound(noteWithdrawal, slug));
  return (
    <StatementForm
      form={form}
      customerId={customerId}
      words={{
        body: words("withdraw.body"),
        done: words("withdraw.done"),
        submit: words("withdraw.submit"),
        submitting: words("withdraw.submitting"),
      }}
    >
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
    </StatementForm>
  );
}
