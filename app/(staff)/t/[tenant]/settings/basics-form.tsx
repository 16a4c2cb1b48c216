"use client";

import { useTranslations } from "next-intl";
import { SelectField } from "@/components/ui/select-field";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import type { Settings } from "@/lib/tenants/settings";
import { bound } from "../../../../form/bound";
import { useActionForm } from "../../../../form/use-action-form";
import { saveBasics } from "./actions";
import { SettingsCard } from "./settings-card";

export interface SettingsFormProps {
  slug: string;
  settings: Settings;
  locked: boolean;
}

export function BasicsForm({
  slug,
  settings,
  locked,
  address,
  zones,
}: SettingsFormProps & { address: string; zones: string[] }) {
  const words = useTranslations("settings.basics");
  const common = useTranslations("common");
  const form = useActionForm(bound(saveBasics, slug), { draft: `basics ${slug}` });
  const languages = (["ko", "en"] as const).map((value) => ({ value, label: common(`language.${value}`) }));
  return (
    <SettingsCard title={words("title")} form={form} version={settings.version} locked={locked}>
      <TextField {...form.field("name", settings.name)} label={words("name")} autoComplete="off" required />
      <TextField label={words("address")} hint={words("addressHint")} value={address} readOnly />
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          {...form.field("zone", settings.zone)}
          label={words("zone")}
          choices={zones.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))}
        />
        <SelectField {...form.field("locale", settings.locale)} label={words("locale")} choices={languages} />
      </div>
      <TextField
        {...form.field("brandColor", settings.brandColor)}
        label={words("brandColor")}
        mark={common("optional")}
        hint={words("brandColorHint")}
        placeholder="#b4471b"
        autoComplete="off"
        spellCheck={false}
      />
      <TextArea
        {...form.field("introduction", settings.introduction)}
        label={words("introduction")}
        mark={common("optional")}
        hint={words("introductionHint")}
        rows={4}
      />
    </SettingsCard>
  );
}
