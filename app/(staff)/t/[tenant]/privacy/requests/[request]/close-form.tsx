"use client";

import { useTranslations } from "next-intl";
import { bound } from "@/app/form/bound";
import { useActionForm } from "@/app/form/use-action-form";
import { SelectField } from "@/components/ui/select-field";
import { TextArea } from "@/components/ui/text-area";
import { SettingsCard } from "../../../settings/settings-card";
import { answerRequest } from "../../actions";

/** What was answered; a wish to be erased can only be refused here, since erasing itself is its answer. */
export function CloseForm({
  slug,
  id,
  version,
  mayBeDone,
}: {
  slug: string;
  id: string;
  version: number;
  mayBeDone: boolean;
}) {
  const words = useTranslations("privacy.request");
  const form = useActionForm<void>(bound(answerRequest, slug), { draft: `privacy answer ${id}` });
  const outcomes = mayBeDone ? (["done", "refused"] as const) : (["refused"] as const);
  return (
    <SettingsCard
      title={words("close")}
      form={form}
      version={version}
      locked={false}
      submit={words("submit")}
      saved={words("closed")}
    >
      <input type="hidden" name="id" value={id} />
      <SelectField
        {...form.field("outcome", outcomes[0])}
        label={words("outcomeLabel")}
        choices={outcomes.map((value) => ({ value, label: words(`outcomeOf.${value}`) }))}
      />
      <TextArea {...form.field("reason")} label={words("reason")} hint={words("reasonHint")} rows={2} />
    </SettingsCard>
  );
}
