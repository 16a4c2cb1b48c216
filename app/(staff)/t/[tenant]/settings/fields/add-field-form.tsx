"use client";

import { useTranslations } from "next-intl";
import { SelectField } from "@/components/ui/select-field";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import { fieldKinds } from "@/lib/customers/fields/schema";
import { bound } from "../../../../../form/bound";
import { useActionForm } from "../../../../../form/use-action-form";
import { SettingsCard } from "../settings-card";
import { addOwnField } from "./actions";

export function AddFieldForm({ slug }: { slug: string }) {
  const words = useTranslations("fields");
  const form = useActionForm(bound(addOwnField, slug), { draft: `new field ${slug}` });
  return (
    <SettingsCard
      title={words("add.title")}
      intro={words("intro")}
      form={form}
      locked={false}
      submit={words("add.submit")}
      saved={words("add.done")}
    >
      {/* What was added leaves empty controls behind. */}
      <div key={form.value?.id} className="grid gap-4">
        <TextField
          {...form.field("label")}
          label={words("label.name")}
          hint={words("label.hint")}
          autoComplete="off"
        />
        <SelectField
          {...form.field("kind", "text")}
          label={words("kind.name")}
          hint={words("kind.hint")}
          choices={fieldKinds.map((value) => ({ value, label: words(`kind.${value}`) }))}
        />
        <TextArea
          {...form.field("options")}
          label={words("options.name")}
          hint={words("options.onlyChoices")}
          rows={3}
        />
      </div>
    </SettingsCard>
  );
}
