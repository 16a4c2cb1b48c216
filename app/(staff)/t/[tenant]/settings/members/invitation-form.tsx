"use client";

import { useTranslations } from "next-intl";
import { SelectField } from "@/components/ui/select-field";
import { TextField } from "@/components/ui/text-field";
import { roles } from "@/lib/tenants/permissions";
import { bound } from "../../../../../form/bound";
import { useActionForm } from "../../../../../form/use-action-form";
import { sendInvitation } from "../actions";
import { SettingsCard } from "../settings-card";

export function InvitationForm({ slug }: { slug: string }) {
  const words = useTranslations();
  const form = useActionForm(bound(sendInvitation, slug));
  return (
    <SettingsCard
      title={words("settings.members.inviteTitle")}
      intro={words("settings.members.inviteIntro")}
      form={form}
      locked={false}
      submit={words("settings.members.invite")}
      saved={words("settings.members.invited")}
    >
      <TextField
        {...form.field("email")}
        label={words("accounts.email")}
        type="email"
        autoComplete="off"
        required
      />
      <SelectField
        {...form.field("role", "staff")}
        label={words("settings.members.role")}
        hint={words("settings.members.roleHint")}
        choices={roles.map((value) => ({ value, label: words(`tenants.roles.${value}`) }))}
      />
    </SettingsCard>
  );
}
