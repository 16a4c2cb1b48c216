"use client";

import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import type { Answer } from "@/lib/web/answer";
import { FormProblem } from "../../../../../../form/form-problem";
import { useActionForm } from "../../../../../../form/use-action-form";

/** The address of a course. Earlier ones lead here for ever, so that printed posters stay right. */
export function AddressForm({
  action,
  courseId,
  slug,
  before,
  earlier,
}: {
  action: (previous: Answer | null, form: FormData) => Promise<Answer>;
  courseId: string;
  slug: string;
  before: string;
  earlier: string[];
}) {
  const words = useTranslations("courses.address");
  const form = useActionForm(action);
  return (
    <form {...form.formProps} className="grid gap-4 border-t border-line pt-8" noValidate>
      <h2 className="text-xl font-bold">{words("title")}</h2>
      <input type="hidden" name="id" value={courseId} />
      <TextField
        {...form.field("slug", slug)}
        label={words("label")}
        hint={
          <span className="break-all">
            {before}
            <b>{slug}</b> · {words("hint")}
          </span>
        }
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
        required
      />
      {earlier.length > 0 && (
        <p className="text-sm text-ink-3">{words("earlier", { list: earlier.join(", ") })}</p>
      )}
      <FormProblem form={form} />
      {form.done && (
        <Notice tone="good" announce>
          {words("moved")}
        </Notice>
      )}
      <div>
        <SubmitButton look="secondary" pending={form.pending}>
          {words("change")}
        </SubmitButton>
      </div>
    </form>
  );
}
