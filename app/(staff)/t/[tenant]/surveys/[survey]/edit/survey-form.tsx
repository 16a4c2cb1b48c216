"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { bound } from "@/app/form/bound";
import { FormProblem } from "@/app/form/form-problem";
import { useActionForm } from "@/app/form/use-action-form";
import { Button } from "@/components/ui/button";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import type { QuestionRow } from "@/lib/surveys/question-rows";
import { saveSurvey } from "./actions";
import { QuestionFields } from "./question-fields";

const most = 30;

/** The questions of a survey; one empty row waits at the end, and a row without words is taken out. */
export function SurveyForm(props: {
  slug: string;
  survey: { key: string; title: string; rowVersion: number };
  rows: QuestionRow[];
}) {
  const { slug, survey, rows } = props;
  const words = useTranslations("surveys.editor");
  const form = useActionForm(bound(saveSurvey, slug));
  const [extra, setExtra] = useState(1);
  const shown = Math.min(most, rows.length + extra);
  return (
    <form {...form.formProps} className="grid gap-6" noValidate>
      <input type="hidden" name="key" value={survey.key} />
      <input type="hidden" name="rowVersion" value={survey.rowVersion} />
      <TextField {...form.field("title", survey.title)} label={words("name")} />
      <ol className="grid gap-5">
        {Array.from({ length: shown }, (_, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows do not move in the form, their place is a field
          <QuestionFields key={at} form={form} at={at} known={rows[at] ?? emptyRow(at)} />
        ))}
      </ol>
      {shown < most && (
        <Button onClick={() => setExtra(extra + 1)} className="justify-self-start">
          {words("add")}
        </Button>
      )}
      <FormProblem form={form} />
      <SubmitButton
        pending={form.pending}
        pendingWords={words("publishing")}
        wide="phone"
        className="sm:justify-self-start"
      >
        {words("publish")}
      </SubmitButton>
    </form>
  );
}

const emptyRow = (at: number): QuestionRow => ({
  key: "",
  place: at + 1,
  ko: "",
  en: "",
  hintKo: "",
  hintEn: "",
  type: "rating",
  scale: "5",
  optionsKo: "",
  optionsEn: "",
  required: false,
});
