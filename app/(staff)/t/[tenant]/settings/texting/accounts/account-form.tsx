"use client";

import { useTranslations } from "next-intl";
import { Fieldset } from "@/components/ui/fieldset";
import { TextField } from "@/components/ui/text-field";
import type { ProviderName } from "@/lib/platform/channels/channel";
import type { SendingAccountFacts } from "@/lib/tenants/sending-accounts";
import type { Answer } from "@/lib/web/answer";
import { bound } from "../../../../../../form/bound";
import { useActionForm } from "../../../../../../form/use-action-form";
import { SettingsCard } from "../../settings-card";
import { saveMailServer, saveSolapi, saveTwilio } from "../actions";

interface Props {
  slug: string;
  provider: ProviderName;
  /** Null makes a new one. */
  account: SendingAccountFacts | null;
  locked: boolean;
}

type Save = (slug: string, previous: Answer | null, form: FormData) => Promise<Answer>;
const save: Record<ProviderName, Save> = { twilio: saveTwilio, solapi: saveSolapi, smtp: saveMailServer };
const keyWords = { twilio: "sid", solapi: "apiKey", smtp: "user" } as const;
const secretWords = { twilio: "token", solapi: "apiSecret", smtp: "password" } as const;
const priced = {
  twilio: ["sms"],
  solapi: ["sms", "lms", "mms", "alimtalk"],
  smtp: ["email"],
} as const;
const priceFields = {
  sms: "priceSms",
  lms: "priceLms",
  mms: "priceMms",
  alimtalk: "priceAlimtalk",
  email: "priceEmail",
} as const;

/** One account with one company. What is secret is typed and never shown. */
export function AccountForm({ slug, provider, account, locked }: Props) {
  const words = useTranslations("texting.accounts");
  const form = useActionForm(bound(save[provider], slug));
  return (
    <SettingsCard
      title={words(`providers.${provider}`)}
      intro={words(`about.${provider}`)}
      form={form}
      locked={locked}
      saved={words("saved")}
    >
      <input type="hidden" name="provider" value={provider} />
      <input type="hidden" name="id" value={account?.id ?? ""} />
      <TextField
        {...form.field("key", account?.key)}
        label={words(keyWords[provider])}
        autoComplete="off"
        spellCheck={false}
        required
      />
      <TextField
        {...form.field("secret")}
        label={words(secretWords[provider])}
        hint={account ? words("secretKept") : undefined}
        type="password"
        autoComplete="off"
        required={!account}
      />
      {provider === "smtp" ? (
        <MailFields form={form} account={account} />
      ) : (
        <SenderFields form={form} provider={provider} account={account} />
      )}
      <Prices form={form} provider={provider} account={account} />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          {...form.field("label", account?.label)}
          label={words("label")}
          hint={words("labelHint")}
        />
        <TextField
          {...form.field("priority", account?.priority ?? 1)}
          label={words("priority")}
          hint={words("priorityHint")}
          inputMode="numeric"
        />
      </div>
    </SettingsCard>
  );
}

type Form = Pick<ReturnType<typeof useActionForm>, "field">;

function SenderFields({
  form,
  provider,
  account,
}: {
  form: Form;
  provider: "twilio" | "solapi";
  account: Props["account"];
}) {
  const words = useTranslations("texting.accounts");
  return (
    <>
      <TextField
        {...form.field("senderNumber", account?.senderNumber)}
        label={words("senderNumber")}
        hint={words("senderHint")}
        type="tel"
        autoComplete="off"
      />
      {provider === "twilio" ? (
        <TextField
          {...form.field("messagingServiceSid", account?.messagingServiceSid)}
          label={words("pool")}
          autoComplete="off"
          spellCheck={false}
        />
      ) : (
        <TextField
          {...form.field("kakaoChannelId", account?.kakaoChannelId)}
          label={words("kakaoChannel")}
          hint={words("kakaoHint")}
          autoComplete="off"
          spellCheck={false}
        />
      )}
    </>
  );
}

function MailFields({ form, account }: { form: Form; account: Props["account"] }) {
  const words = useTranslations("texting.accounts");
  return (
    <>
      <TextField
        {...form.field("serverUrl", account?.serverUrl)}
        label={words("server")}
        hint={words("serverHint")}
        autoComplete="off"
        spellCheck={false}
        required
      />
      <TextField
        {...form.field("mailFrom", account?.mailFrom)}
        label={words("mailFrom")}
        type="email"
        autoComplete="off"
        required
      />
    </>
  );
}

function Prices({
  form,
  provider,
  account,
}: {
  form: Form;
  provider: ProviderName;
  account: Props["account"];
}) {
  const words = useTranslations("texting.accounts");
  return (
    <Fieldset legend={words("prices")} hint={words("pricesHint")}>
      <div className="grid gap-4 sm:grid-cols-2">
        {priced[provider].map((kind) => {
          const micros = account?.prices[kind];
          return (
            <TextField
              key={kind}
              {...form.field(priceFields[kind], micros === undefined ? null : micros / 1_000_000)}
              label={words(priceFields[kind])}
              unit={words("won")}
              inputMode="decimal"
            />
          );
        })}
      </div>
    </Fieldset>
  );
}
