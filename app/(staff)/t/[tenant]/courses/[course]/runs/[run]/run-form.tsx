"use client";

import { useTranslations } from "next-intl";
import { useVersionedForm } from "@/app/form/use-versioned-form";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import type { Answer } from "@/lib/web/answer";
import { FormProblem } from "../../../../../../../form/form-problem";
import { StoredText } from "../../../stored-text";
import { AboutFields, type RunAbout } from "../about-fields";

/** Price, place, hours. After a conflict all that is stored now stands under the form, beside what was typed. */
export function RunForm({
  action,
  run,
  about,
}: {
  action: (
    previous: Answer<{ version: number }> | null,
    form: FormData,
  ) => Promise<Answer<{ version: number }>>;
  run: { id: string; version: number };
  about: RunAbout;
}) {
  const words = useTranslations("courses");
  const form = useVersionedForm(action, run.version, `run-${run.id}`);
  const refused = form.state !== null && !form.state.ok;
  const stored = Object.values(about).filter(Boolean).join("\n");
  return (
    <form {...form.formProps} className="grid gap-6" noValidate>
      <input type="hidden" name="id" value={run.id} />
      <input type="hidden" name="version" value={form.version} />
      <AboutFields field={form.field} about={about} open={refused} />
      <FormProblem form={form} />
      <StoredText shown={form.newer} stored={stored} typed="" />
      {form.done && (
        <Notice tone="good" announce>
          {words("savedAndSeen")}
        </Notice>
      )}
      <div>
        <SubmitButton look="secondary" pending={form.pending} wide="phone">
          {words(form.newer ? "saveMine" : "save")}
        </SubmitButton>
      </div>
    </form>
  );
}
