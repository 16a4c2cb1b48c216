"use client";

import { useTranslations } from "next-intl";
import { bound } from "@/app/form/bound";
import { useActionForm } from "@/app/form/use-action-form";
import { Checkbox } from "@/components/ui/checkbox";
import { Fieldset } from "@/components/ui/fieldset";
import { type Choice, SelectField } from "@/components/ui/select-field";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import { guardianChoices } from "@/lib/enrollments/guardians/schema";
import { typed } from "@/lib/web/answer";
import { noteGuardianPaper } from "./actions";
import { StatementForm } from "./statement-form";

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
    <StatementForm
      form={form}
      customerId={customerId}
      words={{
        body: words("guardian.paper.body"),
        done: words("guardian.paper.done"),
        submit: words("guardian.paper.submit"),
        submitting: words("paper.submitting"),
      }}
    >
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
    </StatementForm>
  );
}
