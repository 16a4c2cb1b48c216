"use client";

import { useTranslations } from "next-intl";
import { TextField } from "@/components/ui/text-field";
import { bound } from "../../../../form/bound";
import { useActionForm } from "../../../../form/use-action-form";
import { saveFooter } from "./actions";
import type { SettingsFormProps } from "./basics-form";
import { SettingsCard } from "./settings-card";

export function FooterForm({ slug, settings, locked }: SettingsFormProps) {
  const words = useTranslations("settings.footer");
  const form = useActionForm(bound(saveFooter, slug), { draft: `footer ${slug}` });
  return (
    <SettingsCard
      title={words("title")}
      intro={words("intro")}
      form={form}
      version={settings.version}
      locked={locked}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField {...form.field("businessName", settings.businessName)} label={words("businessName")} />
        <TextField
          {...form.field("representative", settings.representative)}
          label={words("representative")}
        />
        <TextField
          {...form.field("businessNumber", settings.businessNumber)}
          label={words("businessNumber")}
          inputMode="numeric"
          placeholder="123-45-67890"
        />
        <TextField {...form.field("phone", settings.phone)} label={words("phone")} type="tel" />
      </div>
      <TextField {...form.field("address", settings.address)} label={words("address")} />
      <TextField {...form.field("email", settings.email)} label={words("email")} type="email" />
    </SettingsCard>
  );
}
