"use client";

import { useTranslations } from "next-intl";
import { TextArea } from "@/components/ui/text-area";
import { bound } from "../../../../../form/bound";
import { useActionForm } from "../../../../../form/use-action-form";
import { SettingsCard } from "../settings-card";
import { askForEverything } from "./actions";

export function AskForm({ slug, days, making }: { slug: string; days: number; making: boolean }) {
  const words = useTranslations("exports");
  const form = useActionForm(bound(askForEverything, slug));
  return (
    <SettingsCard
      title={words("title")}
      intro={words("intro", { days })}
      form={form}
      locked={making}
      submit={words("submit")}
      saved={words("asked")}
    >
      <TextArea
        key={form.value?.id}
        {...form.field("reason")}
        label={words("reason")}
        hint={words("reasonHint")}
        rows={2}
        maxLength={300}
        required
      />
    </SettingsCard>
  );
}
