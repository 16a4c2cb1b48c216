"use client";

import { useLocale, useTranslations } from "next-intl";
import { Checkbox } from "@/components/ui/checkbox";
import { Fieldset } from "@/components/ui/fieldset";
import { Switch } from "@/components/ui/switch";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import { bound } from "../../../../../../form/bound";
import { useActionForm } from "../../../../../../form/use-action-form";
import { SettingsCard } from "../../settings-card";
import { saveCaps, saveCountries, saveFrequency, saveTestMode } from "../actions";

interface Shared {
  slug: string;
  version: number;
  locked: boolean;
}

export function CapsForm({
  slug,
  version,
  locked,
  caps,
  used,
}: Shared & {
  caps: { perHour: number; perDay: number; dayWon: number; monthWon: number; abroadWon: number };
  used: { hour: number; day: number; dayWon: number; monthWon: number };
}) {
  const words = useTranslations("texting.limits");
  const number = new Intl.NumberFormat(useLocale());
  const form = useActionForm(bound(saveCaps, slug));
  return (
    <SettingsCard
      title={words("capsTitle")}
      intro={words("capsIntro")}
      form={form}
      version={version}
      locked={locked}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          {...form.field("perHour", number.format(caps.perHour))}
          label={words("perHour")}
          hint={words("usedHour", { count: used.hour })}
          unit={words("messages")}
          inputMode="numeric"
        />
        <TextField
          {...form.field("perDay", number.format(caps.perDay))}
          label={words("perDay")}
          hint={words("usedDay", { count: used.day })}
          unit={words("messages")}
          inputMode="numeric"
        />
        <TextField
          {...form.field("dayWon", number.format(caps.dayWon))}
          label={words("dayWon")}
          hint={words("usedDayWon", { won: number.format(used.dayWon) })}
          unit={words("won")}
          inputMode="numeric"
        />
        <TextField
          {...form.field("monthWon", number.format(caps.monthWon))}
          label={words("monthWon")}
          hint={words("usedMonthWon", { won: number.format(used.monthWon) })}
          unit={words("won")}
          inputMode="numeric"
        />
        <TextField
          {...form.field("abroadWon", number.format(caps.abroadWon))}
          label={words("abroadWon")}
          hint={words("abroadHint")}
          unit={words("won")}
          inputMode="numeric"
        />
      </div>
    </SettingsCard>
  );
}

/** `countries` with their names, which the server says: a browser may call one otherwise, and the page would not fit itself. */
export function CountriesForm({
  slug,
  version,
  locked,
  open,
  countries,
}: Shared & { open: string[]; countries: { code: string; name: string }[] }) {
  const words = useTranslations("texting.limits");
  const form = useActionForm(bound(saveCountries, slug));
  return (
    <SettingsCard
      title={words("countriesTitle")}
      intro={words("countriesIntro")}
      form={form}
      version={version}
      locked={locked}
    >
      <Fieldset legend={words("countriesTitle")}>
        <div className="grid grid-cols-2 gap-x-4 sm:grid-cols-3">
          {countries.map(({ code, name }) => (
            <Checkbox
              key={code}
              name="countries[]"
              value={code}
              defaultChecked={open.includes(code)}
              label={name}
            />
          ))}
        </div>
      </Fieldset>
    </SettingsCard>
  );
}

export function FrequencyForm({
  slug,
  version,
  locked,
  times,
  days,
}: Shared & { times: number; days: number }) {
  const words = useTranslations("texting.limits");
  const form = useActionForm(bound(saveFrequency, slug));
  return (
    <SettingsCard
      title={words("frequencyTitle")}
      intro={words("frequencyIntro")}
      form={form}
      version={version}
      locked={locked}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          {...form.field("advertisingDays", days)}
          label={words("days")}
          unit={words("daysUnit")}
          inputMode="numeric"
        />
        <TextField
          {...form.field("advertisingTimes", times)}
          label={words("times")}
          unit={words("timesUnit")}
          inputMode="numeric"
        />
      </div>
    </SettingsCard>
  );
}

export function TestModeForm({
  slug,
  version,
  locked,
  on,
  addresses,
}: Shared & { on: boolean; addresses: string[] }) {
  const words = useTranslations("texting.limits");
  const form = useActionForm(bound(saveTestMode, slug));
  return (
    <SettingsCard
      title={words("testTitle")}
      intro={words("testIntro")}
      form={form}
      version={version}
      locked={locked}
    >
      <Switch name="testMode" defaultChecked={on} label={words("testMode")} />
      <TextArea
        {...form.field("addresses", addresses.join("\n"))}
        label={words("addresses")}
        hint={words("addressesHint")}
        rows={4}
      />
    </SettingsCard>
  );
}
