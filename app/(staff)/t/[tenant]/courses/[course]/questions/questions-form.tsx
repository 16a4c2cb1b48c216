"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { SubmitButton } from "@/components/ui/submit-button";
import type { QuestionRow } from "@/lib/courses/question-row";
import type { Answer } from "@/lib/web/answer";
import { FormProblem } from "../../../../../../form/form-problem";
import { useActionForm } from "../../../../../../form/use-action-form";
import { QuestionFields } from "./question-fields";

const most = 30;
const empty: QuestionRow = { key: "", label: "", type: "short_text", options: "", required: false };

/** The list of questions; one empty row waits at the end, and a row without words is taken out. */
export function QuestionsForm({
  action,
  courseId,
  rowVersion,
  locale,
  rows,
}: {
  action: (previous: Answer<never> | null, form: FormData) => Promise<Answer<never>>;
  courseId: string;
  rowVersion: number;
  locale: "ko" | "en";
  rows: QuestionRow[];
}) {
  const words = useTranslations("courses.questions");
  const form = useActionForm(action);
  const [extra, setExtra] = useState(1);
  const shown = Math.min(most, rows.length + extra);
  return (
    <form {...form.formProps} className="grid gap-6" noValidate>
      <input type="hidden" name="courseId" value={courseId} />
      <input type="hidden" name="rowVersion" value={rowVersion} />
      <input type="hidden" name="locale" value={locale} />
      <ol className="grid gap-6">
        {Array.from({ length: shown }, (_, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows do not move
          <QuestionFields key={row} form={form} row={row} known={rows[row] ?? empty} />
        ))}
      </ol>
      <div className="flex flex-wrap gap-2">
        {shown < most && <Button onClick={() => setExtra(extra + 1)}>{words("add")}</Button>}
      </div>
      <FormProblem form={form} />
      <div>
        <SubmitButton pending={form.pending} wide="phone">
          {words("save")}
        </SubmitButton>
      </div>
    </form>
  );
}
