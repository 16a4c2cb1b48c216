"use client";

import { useTranslations } from "next-intl";
import { EitherText } from "@/app/form/either-text";
import type { useActionForm } from "@/app/form/use-action-form";
import { useVersionedForm } from "@/app/form/use-versioned-form";
import { Notice } from "@/components/ui/notice";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import { type CustomerFieldDefinition, hasOptions } from "@/lib/customers/fields/schema";
import { bound } from "../../../../../form/bound";
import { FormProblem } from "../../../../../form/form-problem";
import { saveOwnField } from "./actions";

/** Renames a field and its options, folded away under it; retiring loses nothing. */
export function FieldForm({
  slug,
  field,
  retire,
}: {
  slug: string;
  field: CustomerFieldDefinition;
  retire: Pick<ReturnType<typeof useActionForm>, "formProps" | "pending">;
}) {
  const words = useTranslations("fields");
  const form = useVersionedForm(bound(saveOwnField, slug), field.version, `field ${field.id}`);
  return (
    <details>
      <summary className="inline-flex min-h-11 cursor-pointer items-center text-sm text-ink-2 underline decoration-line-strong underline-offset-4">
        <span>{words("edit")}</span>
        <span className="sr-only">: {field.label}</span>
      </summary>
      <form {...form.formProps} className="grid gap-4 pt-2 pb-4" noValidate>
        <input type="hidden" name="id" value={field.id} />
        <input type="hidden" name="version" value={form.version} />
        <TextField {...form.field("label", field.label)} label={words("label.name")} autoComplete="off" />
        <EitherText form={form} name="label" stored={field.label} />
        {hasOptions(field.kind) && <Options form={form} field={field} />}
        <FormProblem form={form} />
        {form.done && (
          <Notice tone="good" announce>
            {words("saved")}
          </Notice>
        )}
        <div>
          <SubmitButton look="secondary" wide="phone" pending={form.pending}>
            {words(form.newer ? "saveChoice" : "save")}
          </SubmitButton>
        </div>
      </form>
      <form {...retire.formProps} className="grid justify-items-start gap-2 pb-4">
        <input type="hidden" name="id" value={field.id} />
        <p className="text-sm text-ink-2">{words("retireHint")}</p>
        <SubmitButton look="quiet" pending={retire.pending} aria-label={`${field.label} ${words("retire")}`}>
          {words("retire")}
        </SubmitButton>
      </form>
    </details>
  );
}

function Options({
  form,
  field,
}: {
  form: ReturnType<typeof useVersionedForm>;
  field: CustomerFieldDefinition;
}) {
  const words = useTranslations("fields.options");
  const states = [
    { value: "no", label: words("inUse") },
    { value: "yes", label: words("retired") },
  ];
  return (
    // Saved options are drawn anew, and what was added leaves an empty control behind.
    <div key={form.base} className="grid gap-4">
      {field.options.map(({ key, label, retired }, at) => (
        <div key={key} className="grid gap-1">
          <input type="hidden" name={`options.${at}.key`} value={key} />
          <TextField
            {...form.field(`options.${at}.label`, label)}
            label={words("option", { number: at + 1 })}
            autoComplete="off"
          />
          <EitherText form={form} name={`options.${at}.label`} stored={label} />
          <SelectField
            {...form.field(`options.${at}.retired`, retired ? "yes" : "no")}
            label={`${label} ${words("state")}`}
            hideLabel
            choices={states}
          />
          <EitherText
            form={form}
            name={`options.${at}.retired`}
            stored={retired ? "yes" : "no"}
            show={(value) => states.find((state) => state.value === value)?.label ?? value}
          />
        </div>
      ))}
      <TextArea {...form.field("newOptions")} label={words("new")} hint={words("hint")} rows={2} />
    </div>
  );
}
