"use client";

import { useTranslations } from "next-intl";
import { bound } from "@/app/form/bound";
import { useActionForm } from "@/app/form/use-action-form";
import { DateTimeField } from "@/components/ui/date-time-field";
import { SelectField } from "@/components/ui/select-field";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import { askers, requestKinds } from "@/lib/privacy/schema";
import { SettingsCard } from "../../../settings/settings-card";
import { noteRequest } from "../../actions";

/** Notes down what a customer asked for, who asked, and how staff made sure of it. */
export function RegisterForm({
  slug,
  customerId,
  today,
}: {
  slug: string;
  customerId: string;
  today: string;
}) {
  const words = useTranslations("privacy");
  const form = useActionForm(bound(noteRequest, slug), { draft: `privacy request ${customerId}` });
  return (
    <SettingsCard
      title={words("customer.register")}
      intro={words("customer.registerSub")}
      form={form}
      locked={false}
      submit={words("customer.submit")}
      saved={words("customer.registered")}
    >
      <input type="hidden" name="customerId" value={customerId} />
      <div key={form.value?.id} className="grid gap-4">
        <SelectField
          {...form.field("kind", "access")}
          label={words("customer.kind")}
          choices={requestKinds.map((value) => ({ value, label: words(`kinds.${value}`) }))}
        />
        <SelectField
          {...form.field("askedBy", "self")}
          label={words("customer.askedBy")}
          choices={askers.map((value) => ({ value, label: words(`askers.${value}`) }))}
        />
        <DateTimeField
          {...form.field("askedOn", today)}
          kind="date"
          label={words("customer.askedOn")}
          max={today}
        />
        <TextField
          {...form.field("checkedHow")}
          label={words("customer.checkedHow")}
          hint={words("customer.checkedHint")}
          autoComplete="off"
        />
        <TextArea {...form.field("wish")} label={words("customer.wish")} rows={2} />
      </div>
    </SettingsCard>
  );
}
