"use client";

import { useTranslations } from "next-intl";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import type { Answer } from "@/lib/web/answer";
import { FormProblem } from "../../../../../../../form/form-problem";
import { useActionForm } from "../../../../../../../form/use-action-form";
import { PlanFields } from "../../../plan-fields";
import { AboutFields, type RunAbout } from "../about-fields";

export function NewRunForm({
  action,
  courseId,
  zone,
  date,
  about,
  capacity,
}: {
  action: (previous: Answer<never> | null, form: FormData) => Promise<Answer<never>>;
  courseId: string;
  zone: string;
  date: string | undefined;
  about: RunAbout;
  capacity: number | null;
}) {
  const words = useTranslations("courses");
  const form = useActionForm(action);
  const refused = form.state !== null && !form.state.ok;
  return (
    <form {...form.formProps} className="grid max-w-2xl gap-6" noValidate>
      <input type="hidden" name="courseId" value={courseId} />
      <PlanFields field={form.field} date={date} zone={zone} />
      <TextField
        {...form.field("capacity", capacity)}
        label={words("places.capacity")}
        unit={words("places.unit")}
        hint={words("places.capacityHint")}
        inputMode="numeric"
        className="sm:max-w-64"
      />
      <AboutFields field={form.field} about={about} open={refused} />
      <FormProblem form={form} />
      <div>
        <SubmitButton pending={form.pending} wide="phone">
          {words("run.make")}
        </SubmitButton>
      </div>
    </form>
  );
}
