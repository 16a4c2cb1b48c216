"use client";

import { useTranslations } from "next-intl";
import { Checkbox } from "@/components/ui/checkbox";
import { type Choice, SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { bound } from "../../../../form/bound";
import { FormProblem } from "../../../../form/form-problem";
import { useActionForm } from "../../../../form/use-action-form";
import { keepView, updateView } from "./list-actions";

/** Keeps what the list shows now under a name. */
export function SaveViewForm({ slug, query }: { slug: string; query: string }) {
  const words = useTranslations("customerList.views");
  const form = useActionForm(bound(keepView, slug));
  return (
    <form {...form.formProps} className="grid max-w-sm gap-2" noValidate>
      <input type="hidden" name="query" value={query} />
      <TextField {...form.field("name")} label={words("name")} maxLength={40} autoComplete="off" />
      <Checkbox name="shared" label={words("shared")} hint={words("sharedHint")} />
      <FormProblem form={form} />
      <div>
        <SubmitButton look="secondary" wide="phone" pending={form.pending}>
          {words("save")}
        </SubmitButton>
      </div>
    </form>
  );
}

/** Gives a view that there is what the list shows now. */
export function ReplaceViewForm({
  slug,
  query,
  views,
}: {
  slug: string;
  query: string;
  views: readonly Choice[];
}) {
  const words = useTranslations("customerList.views");
  const form = useActionForm(bound(updateView, slug));
  return (
    <form {...form.formProps} className="grid max-w-sm gap-2" noValidate>
      <input type="hidden" name="query" value={query} />
      <SelectField {...form.field("id")} label={words("replace")} choices={[...views]} />
      <FormProblem form={form} />
      <div>
        <SubmitButton look="secondary" wide="phone" pending={form.pending}>
          {words("replaceIt")}
        </SubmitButton>
      </div>
    </form>
  );
}
