"use client";

import { useTranslations } from "next-intl";
import { Checkbox } from "@/components/ui/checkbox";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextArea } from "@/components/ui/text-area";
import { typed } from "@/lib/web/answer";
import { bound } from "../../../../../form/bound";
import { FormProblem } from "../../../../../form/form-problem";
import { useActionForm } from "../../../../../form/use-action-form";
import { writeNote } from "../actions";

export function NoteForm({ slug, customerId }: { slug: string; customerId: string }) {
  const words = useTranslations("customers.note");
  const form = useActionForm(bound(writeNote, slug), { draft: `note ${customerId}` });
  return (
    <form {...form.formProps} className="mb-7 grid gap-3" noValidate>
      <input type="hidden" name="customerId" value={customerId} />
      <TextArea
        // A written note leaves an empty field behind.
        key={form.value?.id}
        {...form.field("text")}
        label={words("title")}
        hint={words("hint")}
        rows={2}
      />
      <Checkbox
        key={`private ${form.value?.id}`}
        name="private"
        label={words("private")}
        hint={words("privateHint")}
        defaultChecked={typed(form.state, "private") === "on"}
      />
      <FormProblem form={form} />
      <div>
        <SubmitButton look="secondary" wide="phone" pending={form.pending} pendingWords={words("submitting")}>
          {words("submit")}
        </SubmitButton>
      </div>
    </form>
  );
}
