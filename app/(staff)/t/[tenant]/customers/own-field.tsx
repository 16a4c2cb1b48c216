"use client";

import { useTranslations } from "next-intl";
import { EitherText } from "@/app/form/either-text";
import type { useVersionedForm } from "@/app/form/use-versioned-form";
import { Checkbox } from "@/components/ui/checkbox";
import { Fieldset } from "@/components/ui/fieldset";
import { SelectField } from "@/components/ui/select-field";
import { TextField } from "@/components/ui/text-field";
import {
  type CustomerFieldDefinition,
  type FieldValue,
  longestFieldText,
} from "@/lib/customers/fields/schema";

export interface OwnFieldProps {
  form: ReturnType<typeof useVersionedForm>;
  field: Pick<CustomerFieldDefinition, "id" | "label" | "kind" | "options">;
  value: FieldValue | null;
}

/** The control of one own field, by its kind. A retired option is offered only where it stands. */
export function OwnField(props: OwnFieldProps) {
  const { form, field, value } = props;
  const words = useTranslations("fields.value");
  const name = `own.${field.id}`;
  if (field.kind === "choices") return <OwnChoices {...props} />;
  const stored = value === null ? "" : String(value);
  const options =
    field.kind === "yes_no"
      ? (["yes", "no"] as const).map((key) => ({ value: key, label: words(key) }))
      : optionsOf(props).map(({ key, label }) => ({ value: key, label }));
  const show = (key: string) => options.find((option) => option.value === key)?.label ?? key;
  return (
    <>
      {field.kind === "choice" || field.kind === "yes_no" ? (
        <SelectField
          {...form.field(name, stored)}
          label={field.label}
          choices={options}
          emptyWords={words("none")}
        />
      ) : (
        <TextField
          {...form.field(name, stored)}
          label={field.label}
          hint={field.kind === "date" ? words("dayHint") : undefined}
          inputMode={field.kind === "number" ? "decimal" : undefined}
          maxLength={field.kind === "text" ? longestFieldText : undefined}
          autoComplete="off"
        />
      )}
      <EitherText form={form} name={name} stored={stored} show={show} />
    </>
  );
}

function OwnChoices(props: OwnFieldProps) {
  const { form, field, value } = props;
  const name = `own.${field.id}[]`;
  const stood = Array.isArray(value) ? value : [];
  const typed = form.state && !form.state.ok ? [form.state.values[name] ?? []].flat() : stood;
  const options = optionsOf(props);
  const show = (keys: string) =>
    keys
      .split(",")
      .map((key) => options.find((option) => option.key === key)?.label ?? key)
      .join(", ");
  return (
    <>
      <Fieldset legend={field.label} error={form.field(`own.${field.id}`).error}>
        {/* Present also when nothing is ticked, so that the last tick can be taken away. */}
        <input type="hidden" name={name} value="" />
        {options.map(({ key, label }) => (
          <Checkbox key={key} name={name} value={key} label={label} defaultChecked={typed.includes(key)} />
        ))}
      </Fieldset>
      <EitherText form={form} name={name} stored={stood.join(",")} show={show} />
    </>
  );
}

function optionsOf({ field, value }: OwnFieldProps) {
  const stood = value === null ? [] : [value].flat();
  return field.options.filter(({ key, retired }) => !retired || stood.includes(key));
}
