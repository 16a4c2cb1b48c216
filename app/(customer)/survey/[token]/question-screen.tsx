"use client";

import { useTranslations } from "next-intl";
import { FormProblem } from "@/app/form/form-problem";
import { useActionForm } from "@/app/form/use-action-form";
import { AnswerControls } from "@/components/survey/answer-controls";
import { SubmitButton } from "@/components/ui/submit-button";
import { type AnswerValue, type Question, wordsIn } from "@/lib/definitions/questions";
import type { Answer } from "@/lib/web/answer";

/** One question on its own screen. A tap on a mark answers it and goes on; the others have a button. */
export function QuestionScreen(props: {
  action: (previous: Answer<never> | null, form: FormData) => Promise<Answer<never>>;
  question: Question;
  answer: AnswerValue | undefined;
  locale: "ko" | "en";
  last: boolean;
}) {
  const { question, answer, locale, last } = props;
  const words = useTranslations("surveys.page");
  const common = useTranslations("common");
  const form = useActionForm(props.action, { draft: `survey-${question.key}` });
  const byTap = ["rating", "choice", "yes_no"].includes(question.type);
  const hint = question.hint ? wordsIn(question.hint, locale) : "";
  const kept = form.state && !form.state.ok ? form.state.values["value[]"] : undefined;
  return (
    <form {...form.formProps} className="mt-7 grid grid-cols-1 gap-5" noValidate>
      <input type="hidden" name="question" value={question.key} />
      <div>
        <h1 id="question" className="text-2xl leading-snug font-bold tracking-[-0.02em]">
          {wordsIn(question.label, locale)}
        </h1>
        {hint && <p className="mt-1 text-ink-2">{hint}</p>}
        {!question.required && <p className="mt-1 text-sm text-ink-3">{common("optional")}</p>}
      </div>
      <FormProblem form={form} />
      <AnswerControls question={question} answer={answer} typed={kept} locale={locale} />
      <div className="mt-2 flex flex-wrap gap-3 max-sm:[&>button]:w-full">
        {!byTap && (
          <SubmitButton size="large" pending={form.pending} pendingWords={common("sending")}>
            {words(last ? "finish" : "next_")}
          </SubmitButton>
        )}
        {byTap && (answer !== undefined || !question.required) && (
          <SubmitButton name="keep" value="on" look="secondary" size="large" pending={form.pending}>
            {words(last ? "finish" : answer === undefined ? "skip" : "next_")}
          </SubmitButton>
        )}
      </div>
    </form>
  );
}
