"use client";

import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { bound } from "../../../../../form/bound";
import { FormProblem } from "../../../../../form/form-problem";
import { useActionForm } from "../../../../../form/use-action-form";
import { checkTemplatesNow, connectTextTo } from "./alimtalk-actions";

export function CheckNow({ slug }: { slug: string }) {
  const words = useTranslations("alimtalk");
  const form = useActionForm(bound(checkTemplatesNow, slug));
  return (
    <form {...form.formProps} className="mt-3 grid gap-3">
      <FormProblem form={form} />
      {form.done && (
        <Notice tone="good" announce>
          {words("looked")}
        </Notice>
      )}
      <div>
        <SubmitButton look="secondary" wide="phone" pending={form.pending}>
          {words("check")}
        </SubmitButton>
      </div>
    </form>
  );
}

export function ConnectForm({
  slug,
  id,
  templateKey,
  texts,
}: {
  slug: string;
  id: string;
  templateKey: string;
  texts: { key: string; title: string }[];
}) {
  const words = useTranslations("alimtalk");
  const form = useActionForm(bound(connectTextTo, slug));
  return (
    <form {...form.formProps} className="mt-2 flex flex-wrap items-end gap-2">
      <input type="hidden" name="id" value={id} />
      <SelectField
        {...form.field("templateKey", templateKey)}
        label={words("text")}
        emptyWords={words("noText")}
        choices={texts.map(({ key, title }) => ({ value: key, label: title }))}
      />
      <SubmitButton look="secondary" size="small" pending={form.pending}>
        {words("connect")}
      </SubmitButton>
      <FormProblem form={form} />
    </form>
  );
}
