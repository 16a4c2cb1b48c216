"use client";

import { useTranslations } from "next-intl";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import { bound } from "../../../../form/bound";
import { useActionForm } from "../../../../form/use-action-form";
import { saveOptOutNumber, savePrivacyPolicy } from "./actions";
import type { SettingsFormProps } from "./basics-form";
import { SettingsCard } from "./settings-card";

export function PrivacyForm({ slug, settings, locked }: SettingsFormProps) {
  const words = useTranslations("settings.privacy");
  const form = useActionForm(bound(savePrivacyPolicy, slug), { draft: `privacy ${slug}` });
  return (
    <SettingsCard
      title={words("title")}
      intro={words("intro")}
      form={form}
      version={settings.version}
      locked={locked}
    >
      <TextArea {...form.field("privacyPolicy", settings.privacyPolicy)} label={words("policy")} rows={8} />
    </SettingsCard>
  );
}

export function OptOutForm({ slug, settings, locked }: SettingsFormProps) {
  const words = useTranslations("settings.optOut");
  const form = useActionForm(bound(saveOptOutNumber, slug));
  return (
    <SettingsCard
      title={words("title")}
      intro={words("intro")}
      form={form}
      version={settings.version}
      locked={locked}
    >
      <TextField
        {...form.field("optOutNumber", settings.optOutNumber)}
        label={words("number")}
        type="tel"
        placeholder="080-123-4567"
      />
    </SettingsCard>
  );
}
