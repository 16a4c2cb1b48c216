"use client";

import { useTranslations } from "next-intl";
import { Radio } from "@/components/ui/checkbox";
import { Fieldset } from "@/components/ui/fieldset";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import { bound } from "../../../../../form/bound";
import { FormProblem } from "../../../../../form/form-problem";
import { useActionForm } from "../../../../../form/use-action-form";
import { addByPhone } from "../actions";

export function AddForm({ slug }: { slug: string }) {
  const words = useTranslations("customers.add");
  const mark = useTranslations("common");
  const form = useActionForm(bound(addByPhone, slug), { draft: `new customer ${slug}` });
  const typed = form.value?.typed;
  const name = form.value?.asks;
  return (
    <form {...form.formProps} className="grid max-w-xl gap-5" noValidate>
      <TextField
        {...form.field("name", typed?.name)}
        label={words("name")}
        mark={mark("required")}
        autoComplete="off"
      />
      <TextField
        {...form.field("phone", typed?.phone)}
        label={words("phone")}
        mark={mark("required")}
        hint={words("phoneHint")}
        type="tel"
        inputMode="tel"
        autoComplete="off"
      />
      <TextField {...form.field("shop", typed?.shop)} label={words("shop")} autoComplete="off" />
      <TextArea {...form.field("note", typed?.note)} label={words("note")} hint={words("noteHint")} />
      {name && (
        <div role="status" className="rounded-lg bg-warn-soft px-4 py-3">
          <Fieldset legend={words("whoseTitle", { name })} hint={words("whoseBody")}>
            <Radio
              name="whose"
              value="same"
              defaultChecked
              label={words("same")}
              hint={words("sameHint", { name })}
            />
            <Radio name="whose" value="another" label={words("another")} hint={words("anotherHint")} />
          </Fieldset>
        </div>
      )}
      <FormProblem form={form} />
      <div>
        <SubmitButton wide="phone" pending={form.pending} pendingWords={words("submitting")}>
          {words("submit")}
        </SubmitButton>
      </div>
    </form>
  );
}
