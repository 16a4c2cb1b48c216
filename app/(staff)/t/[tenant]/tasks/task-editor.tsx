"use client";

import { useTranslations } from "next-intl";
import { DateTimeField } from "@/components/ui/date-time-field";
import { type Choice, SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { bound } from "../../../../form/bound";
import { FormProblem } from "../../../../form/form-problem";
import { useActionForm } from "../../../../form/use-action-form";
import { dropTask, saveTask } from "./actions";
import type { TaskCard } from "./task-cards";

/** What a task says, corrected or taken away; folded under its title. */
export function TaskEditor({
  slug,
  card,
  members,
}: {
  slug: string;
  card: TaskCard;
  members: readonly Choice[];
}) {
  const words = useTranslations();
  const form = useActionForm(bound(saveTask, slug));
  const removal = useActionForm(bound(dropTask, slug));
  return (
    <details className="group/edit">
      <summary className="inline-flex min-h-11 cursor-pointer items-center text-sm text-ink-2 underline decoration-line-strong underline-offset-4">
        {words("common.edit")}
        <span className="sr-only">: {card.title}</span>
      </summary>
      <form {...form.formProps} className="grid gap-4 pt-1 pb-3" noValidate>
        <input type="hidden" name="id" value={card.id} />
        <input type="hidden" name="version" value={card.version} />
        <TextField {...form.field("title", card.title)} label={words("tasks.new.name")} maxLength={200} />
        <DueAndOwner form={form} members={members} dueOn={card.dueOn} ownerId={card.ownerId} />
        <FormProblem form={form} />
        <div className="flex flex-wrap gap-2">
          <SubmitButton look="secondary" pending={form.pending}>
            {words("common.save")}
          </SubmitButton>
        </div>
      </form>
      <form {...removal.formProps} className="pb-3">
        <input type="hidden" name="id" value={card.id} />
        <FormProblem form={removal} />
        <SubmitButton look="quiet" size="small" pending={removal.pending}>
          {words("tasks.remove")}
        </SubmitButton>
      </form>
    </details>
  );
}

export function DueAndOwner({
  form,
  members,
  dueOn,
  ownerId,
}: {
  form: Pick<ReturnType<typeof useActionForm>, "field">;
  members: readonly Choice[];
  dueOn: string | null;
  ownerId: string | null;
}) {
  const words = useTranslations("tasks.new");
  return (
    <div className="flex flex-wrap gap-4">
      <DateTimeField
        kind="date"
        {...form.field("dueOn", dueOn)}
        label={words("due")}
        className="max-sm:flex-1 sm:w-48"
      />
      <SelectField
        {...form.field("assigneeId", ownerId)}
        label={words("owner")}
        emptyWords={words("nobody")}
        choices={[...members]}
        className="max-sm:flex-1 sm:w-48"
      />
    </div>
  );
}
