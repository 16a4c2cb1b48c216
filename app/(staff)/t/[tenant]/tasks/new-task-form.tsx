"use client";

import { useTranslations } from "next-intl";
import type { Choice } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { bound } from "../../../../form/bound";
import { FormProblem } from "../../../../form/form-problem";
import { useActionForm } from "../../../../form/use-action-form";
import { makeTask } from "./actions";
import { DueAndOwner } from "./task-editor";

/** One more thing to do, about the customer of this page where there is one. */
export function NewTaskForm({
  slug,
  members,
  me,
  customerId = "",
}: {
  slug: string;
  members: readonly Choice[];
  me: string;
  customerId?: string;
}) {
  const words = useTranslations("tasks.new");
  const form = useActionForm(bound(makeTask, slug), { draft: `task ${slug} ${customerId}` });
  return (
    <form {...form.formProps} key={form.value?.id} className="grid gap-4" noValidate>
      <input type="hidden" name="customerId" value={customerId} />
      <TextField
        {...form.field("title")}
        label={words("name")}
        placeholder={words("example")}
        maxLength={200}
        autoComplete="off"
      />
      <DueAndOwner form={form} members={members} dueOn={null} ownerId={me} />
      <FormProblem form={form} />
      <div>
        <SubmitButton
          look={customerId ? "secondary" : "primary"}
          wide="phone"
          pending={form.pending}
          pendingWords={words("submitting")}
        >
          {words("submit")}
        </SubmitButton>
      </div>
    </form>
  );
}
