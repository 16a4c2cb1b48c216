import { useTranslations } from "next-intl";
import { Checkbox, Radio } from "@/components/ui/checkbox";
import { DateTimeField } from "@/components/ui/date-time-field";
import { Fieldset } from "@/components/ui/fieldset";
import { FileField } from "@/components/ui/file-field";
import { SelectField } from "@/components/ui/select-field";
import { Switch } from "@/components/ui/switch";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import { Section } from "./section";

export function FieldSamples() {
  const words = useTranslations("dev.ui");
  const common = useTranslations("common");
  const kinds = (["lecture", "practice", "coaching"] as const).map((value) => ({
    value,
    label: words(value),
  }));
  return (
    <Section title={words("fields")}>
      <div className="grid grid-cols-1 items-start gap-x-6 gap-y-5 sm:grid-cols-2">
        <TextField label={words("name")} hint={words("nameHint")} defaultValue="김영희" />
        <TextField label={words("name")} error={words("nameError")} />
        <TextField
          label={words("phone")}
          size="large"
          type="tel"
          inputMode="numeric"
          defaultValue="010-5545-995"
          error={words("phoneError")}
        />
        <TextField
          label={words("shop")}
          mark={common("optional")}
          size="large"
          placeholder={words("shopExample")}
        />
        <TextField label={words("price")} unit={words("won")} inputMode="numeric" defaultValue="300,000" />
        <SelectField label={words("kind")} choices={kinds} emptyWords={common("choose")} />
        <DateTimeField label={words("when")} hint={words("zone")} defaultValue="2026-12-05T14:00" />
        <FileField label={words("file")} hint={words("fileHint")} accept="image/*" />
        <TextField label={words("locked")} disabled defaultValue="demo" />
        <TextField label={words("locked")} readOnly defaultValue="demo" />
        <TextArea label={words("worry")} mark={common("optional")} className="sm:col-span-2" />
        <TextField label={words("search")} hideLabel type="search" placeholder={words("search")} />
      </div>
    </Section>
  );
}

export function ChoiceSamples() {
  const words = useTranslations("dev.ui");
  return (
    <Section title={words("choices")}>
      <div className="grid grid-cols-1 items-start gap-8 sm:grid-cols-2">
        <Fieldset legend={words("consents")} divided>
          <Checkbox
            label={<b>{words("consent")}</b>}
            hint={words("consentHint")}
            error={words("consentError")}
          />
          <Checkbox label={<b>{words("marketing")}</b>} hint={words("marketingHint")} defaultChecked />
          <Checkbox label={words("unavailable")} disabled />
        </Fieldset>
        <div className="grid gap-6">
          <Fieldset legend={words("place")}>
            <Radio name="place" label={words("onsite")} defaultChecked />
            <Radio name="place" label={words("online")} />
            <Radio name="place" label={words("unavailable")} disabled />
          </Fieldset>
          <div>
            <Switch label={words("away")} hint={words("awayHint")} defaultChecked />
            <Switch label={words("away")} />
            <Switch label={words("unavailable")} disabled />
          </div>
        </div>
      </div>
    </Section>
  );
}
