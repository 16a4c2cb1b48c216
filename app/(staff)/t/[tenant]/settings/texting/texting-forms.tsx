"use client";

import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import { TextField } from "@/components/ui/text-field";
import type { ProviderAccount } from "@/lib/tenants/provider-accounts";
import { bound } from "../../../../../form/bound";
import { useActionForm } from "../../../../../form/use-action-form";
import { saveAdvertisingProof, saveTextingAccount } from "../actions";
import { SettingsCard } from "../settings-card";

export function TextingForm({
  slug,
  account,
  locked,
}: {
  slug: string;
  account: ProviderAccount | null;
  locked: boolean;
}) {
  const words = useTranslations("settings.texting");
  const form = useActionForm(bound(saveTextingAccount, slug));
  return (
    <SettingsCard title={words("title")} intro={words("intro")} form={form} locked={locked}>
      {!account && <Notice tone="warn">{words("none")}</Notice>}
      <TextField
        {...form.field("accountSid", account?.accountSid)}
        label={words("accountSid")}
        autoComplete="off"
        spellCheck={false}
        required
      />
      <TextField
        {...form.field("authToken")}
        label={words("authToken")}
        hint={account ? words("authTokenHint") : undefined}
        type="password"
        autoComplete="off"
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          {...form.field("senderNumber", account?.senderNumber)}
          label={words("senderNumber")}
          type="tel"
          autoComplete="off"
        />
        <TextField
          {...form.field("messagingServiceSid", account?.messagingServiceSid)}
          label={words("messagingServiceSid")}
          autoComplete="off"
          spellCheck={false}
        />
      </div>
    </SettingsCard>
  );
}

export function ProofForm({ slug }: { slug: string }) {
  const words = useTranslations("settings.proofs");
  const form = useActionForm(bound(saveAdvertisingProof, slug));
  return (
    <SettingsCard title={words("record")} form={form} locked={false} submit={words("record")}>
      <TextField {...form.field("provider")} label={words("provider")} placeholder="Twilio" required />
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
