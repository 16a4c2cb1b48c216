"use client";

import { useTranslations } from "next-intl";
import { EitherText } from "@/app/form/either-text";
import { useVersionedForm } from "@/app/form/use-versioned-form";
import { LinkButton } from "@/components/ui/button";
import { type Choice, SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { bound } from "../../../../../../form/bound";
import { FormProblem } from "../../../../../../form/form-problem";
import { saveCustomer } from "../../actions";
import { OwnField, type OwnFieldProps } from "../../own-field";

const texts = ["name", "title", "trade", "source", "birthday", "postcode", "road", "detail", "lot"] as const;
type TextName = (typeof texts)[number];

interface Props {
  slug: string;
  customer: { id: string; version: number; assigneeId: string } & Record<TextName, string>;
  own: Pick<OwnFieldProps, "field" | "value">[];
  members: Choice[];
}

/** What is known of a person, in one form with a version. */
export function EditForm({ slug, customer, own, members }: Props) {
  const words = useTranslations("customers");
  const common = useTranslations("common");
  const form = useVersionedForm(bound(saveCustomer, slug), customer.version, `customer ${customer.id}`);
  const text = (name: TextName) => ({
    ...form.field(name, customer[name]),
    label: name === "name" ? words("add.name") : words(`edit.${name}`),
    autoComplete: "off",
  });
  const either = (name: TextName) => <EitherText form={form} name={name} stored={customer[name]} />;
  const memberName = (id: string) => members.find(({ value }) => value === id)?.label ?? "";
  return (
    <form {...form.formProps} className="grid gap-5" noValidate>
      <input type="hidden" name="id" value={customer.id} />
      <input type="hidden" name="version" value={form.version} />
      <div className="grid items-start gap-5 sm:grid-cols-[2fr_1fr]">
        <TextField {...text("name")} mark={common("required")} />
        <TextField {...text("title")} hint={words("edit.titleHint")} />
      </div>
      {either("name")}
      {either("title")}
      <div className="grid items-start gap-5 sm:grid-cols-2">
        <TextField {...text("trade")} />
        <TextField {...text("birthday")} hint={words("edit.birthdayHint")} inputMode="numeric" />
      </div>
      {either("trade")}
      {either("birthday")}
      <TextField {...text("source")} />
      {either("source")}
      <SelectField
        {...form.field("assigneeId", customer.assigneeId)}
        label={words("edit.assigneeId")}
        choices={members}
        emptyWords={words("edit.nobody")}
      />
      <EitherText form={form} name="assigneeId" stored={customer.assigneeId} show={memberName} />
      <fieldset className="grid min-w-0 gap-5">
        <legend className="mb-3 text-base font-bold">{words("edit.address")}</legend>
        <TextField {...text("postcode")} className="max-w-40" inputMode="numeric" />
        {either("postcode")}
        {(["road", "detail", "lot"] as const).map((name) => (
          <div key={name} className="grid gap-3">
            <TextField {...text(name)} />
            {either(name)}
          </div>
        ))}
      </fieldset>
      {own.length > 0 && (
        <fieldset className="grid min-w-0 gap-5">
          <legend className="mb-3 text-base font-bold">{words("page.own")}</legend>
          {own.map(({ field, value }) => (
            <OwnField key={field.id} form={form} field={field} value={value} />
          ))}
        </fieldset>
      )}
      <FormProblem form={form} />
      <div className="flex flex-wrap gap-2 max-sm:*:flex-1">
        <SubmitButton pending={form.pending} pendingWords={words("page.saving")}>
          {words(form.newer ? "edit.saveChoice" : "page.save")}
        </SubmitButton>
        <LinkButton look="quiet" href={`/t/${slug}/customers/${customer.id}`}>
          {common("cancel")}
        </LinkButton>
      </div>
    </form>
  );
}
