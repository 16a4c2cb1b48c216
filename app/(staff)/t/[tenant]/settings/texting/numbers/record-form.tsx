"use client";

import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import { SelectField } from "@/components/ui/select-field";
import { TextField } from "@/components/ui/text-field";
import { senderProofs } from "@/lib/messages/senders/sender-number-rule";
import { bound } from "../../../../../../form/bound";
import { useActionForm } from "../../../../../../form/use-action-form";
import { SettingsCard } from "../../settings-card";
import { saveSender } from "../actions";

/** A number with its proof; the number of an account that has none yet is filled in. */
export function RecordForm({ slug, suggestion }: { slug: string; suggestion: string | null }) {
  const words = useTranslations("texting.senders");
  const form = useActionForm(bound(saveSender, slug));
  return (
    <SettingsCard
      title={words("record")}
      form={form}
      locked={false}
      submit={words("record")}
      saved={words("recorded")}
    >
      <TextField
        {...form.field("number", suggestion)}
        label={words("number")}
        hint={words("numberHint")}
        autoComplete="off"
        required
      />
      <SelectField
        {...form.field("proof")}
        label={words("proof")}
        emptyWords={words("proofPick")}
        choices={senderProofs.map((value) => ({ value, label: words(`proofs.${value}`) }))}
        required
      />
      <TextField
        {...form.field("description")}
        label={words("description")}
        hint={words("descriptionHint")}
        required
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField {...form.field("registeredOn")} label={words("registeredOn")} type="date" required />
        <TextField {...form.field("validUntil")} label={words("validUntil")} type="date" />
      </div>
      {form.value?.mayBeFiltered && <Notice tone="warn">{words("filtered")}</Notice>}
    </SettingsCard>
  );
}
