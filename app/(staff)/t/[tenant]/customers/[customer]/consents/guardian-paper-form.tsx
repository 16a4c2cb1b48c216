"use client";

import { useTranslations } from "next-intl";
import { Checkbox } from "@/components/ui/checkbox";
import { Fieldset } from "@/components/ui/fieldset";
import { Notice } from "@/components/ui/notice";
import { type Choice, SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import { guardianChoices } from "@/lib/enrollments/guardians/schema";
import { typed } from "@/lib/web/answer";
import { bound } from "../../../../../../form/bound";
import { FormProblem } from "../../../../../../form/form-problem";
import { useActionForm } from "../../../../../../form/use-action-form";
import { noteGuardianPaper } from "./actions";

interface Props {
  slug: string;
  customerId: string;
  /** As the application names them; empty where nobody was named. */
  guardianName: string;
  files: Choice[];
}

/** A paper that a child's guardian signed. */
export function GuardianPaperForm({ slug, customerId, guardianName, files }: Props) {
  const words = useTranslations("consents");
  const mark = useTranslations("common");
  const form = useActionForm(bound(noteGuardianPaper, slug));
  return (
    <form {...form.formProps} className="grid max-w-xl gap-4" noValidate>
      <input type="hidden" name="customerId" value={customerId} />
      <p className="text-[0.9375rem]">{words("guardian.paper.body")}</p>
      {form.done && (
        <Notice tone="good" announce>
          {words("guardian.paper.done")}
        </Notice>
      )}
      <TextField
        {...form.field("guardianName", guardianName)}
        label={words("guardian.paper.name")}
        mark={mark("required")}
        autoComplete="off"
      />
      <Fieldset legend={words("guardian.paper.also")}>
        {guardianChoices.map((choice) => (
          <Checkbox
            key={choice}
            name={`consents.${choice}`}
            label={words(`purposes.${choice}`)}
            defaultChecked={typed(form.state, `consents.${choice}`) === "on"}
          />
        ))}
      </Fieldset>
      <SelectField
        {...form.field("fileId")}
        label={words("paper.file")}
        hint={words("paper.fileHint")}
        emptyWords={words("paper.noFile")}
        choices={files}
      />
      <TextArea {...form.field("note")} label={words("paper.note")} hint={words("paper.noteHint")} rows={2} />
      <FormProblem form={form} />
      <div>
        <SubmitButton
          look="secondary"
          wide="phone"
          pending={form.pending}
          pendingWords={words("paper.submitting")}
        >
          {words("guardian.paper.submit")}
        </SubmitButton>
      </div>
    </form>
  );
}
