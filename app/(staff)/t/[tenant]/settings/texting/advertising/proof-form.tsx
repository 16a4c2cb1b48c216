"use client";

import { useTranslations } from "next-intl";
import { SelectField } from "@/components/ui/select-field";
import { TextField } from "@/components/ui/text-field";
import { bound } from "../../../../../../form/bound";
import { useActionForm } from "../../../../../../form/use-action-form";
import { SettingsCard } from "../../settings-card";
import { saveAdvertisingProof } from "../actions";

/** A dated proof that a route may carry Korean advertising. Korean sellers need none: they are certified to be in business. */
export function ProofForm({ slug }: { slug: string }) {
  const words = useTranslations("settings.proofs");
  const providers = useTranslations("texting.accounts.providers");
  const form = useActionForm(bound(saveAdvertisingProof, slug));
  return (
    <SettingsCard title={words("record")} form={form} locked={false} submit={words("record")}>
      <SelectField
        {...form.field("provider", "twilio")}
        label={words("provider")}
        choices={[{ value: "twilio", label: providers("twilio") }]}
      />
      <TextField
        {...form.field("description")}
        label={words("description")}
        hint={words("descriptionHint")}
        required
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField {...form.field("validFrom")} label={words("validFrom")} type="date" required />
        <TextField {...form.field("validUntil")} label={words("validUntil")} type="date" />
      </div>
    </SettingsCard>
  );
}
