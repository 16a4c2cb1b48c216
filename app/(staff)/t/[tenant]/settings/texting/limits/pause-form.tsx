"use client";

import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { bound } from "../../../../../../form/bound";
import { FormProblem } from "../../../../../../form/form-problem";
import { useActionForm } from "../../../../../../form/use-action-form";
import { resumeEverything, stopEverything } from "../actions";

/** Stops every message of the business with a reason, or lets them go on. */
export function PauseForm({
  slug,
  locked,
  paused,
}: {
  slug: string;
  locked: boolean;
  paused: { when: string; name: string; reason: string } | null;
}) {
  const words = useTranslations("texting.limits");
  const stop = useActionForm(bound(stopEverything, slug));
  const resume = useActionForm(bound(resumeEverything, slug));
  if (paused)
    return (
      <form {...resume.formProps} className="grid gap-3">
        <Notice
          tone="warn"
          title={words("pausedTitle")}
          actions={
            !locked && (
              <SubmitButton look="primary" pending={resume.pending}>
                {words("resume")}
              </SubmitButton>
            )
          }
        >
          {words("pausedBy", paused)}
        </Notice>
        <FormProblem form={resume} />
      </form>
    );
  return (
    <Card as="section" aria-labelledby="pause">
      <h2 id="pause" className="text-lg font-bold">
        {words("pauseTitle")}
      </h2>
      <p className="mt-0.5 text-[0.9375rem] text-ink-2">{words("pauseIntro")}</p>
      {resume.done && (
        <Notice tone="good" announce className="mt-3">
          {words("resumed")}
        </Notice>
      )}
      {!locked && (
        <form {...stop.formProps} className="mt-4 grid gap-4" noValidate>
          <TextField {...stop.field("reason")} label={words("reason")} required />
          <FormProblem form={stop} />
          <div>
            <SubmitButton look="danger" wide="phone" pending={stop.pending}>
              {words("pause")}
            </SubmitButton>
          </div>
        </form>
      )}
    </Card>
  );
}
