"use client";

import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { FormProblem } from "../../form/form-problem";
import { useActionForm } from "../../form/use-action-form";
import { resumeAll, saveStanding, stopAll } from "./actions";

/** Stops every tenant's messages, or lets them go on; both with a reason. */
export function PlatformForm({ paused }: { paused: { when: string; name: string; reason: string } | null }) {
  const words = useTranslations("operator");
  const form = useActionForm(paused ? resumeAll : stopAll);
  return (
    <form {...form.formProps} className="grid max-w-xl gap-4" noValidate>
      {paused && (
        <Notice tone="warn" title={words("platform.pausedTitle")}>
          {words("platform.pausedBy", paused)}
        </Notice>
      )}
      <TextField {...form.field("reason")} label={words("reason")} required />
      <FormProblem form={form} />
      <div>
        <SubmitButton look={paused ? "primary" : "danger"} wide="phone" pending={form.pending}>
          {words(paused ? "platform.resume" : "platform.pause")}
        </SubmitButton>
      </div>
    </form>
  );
}

type Act = "suspend" | "release" | "hold" | "restore";

/** One thing that can be done with a tenant now, with what follows from it. */
export function StandingForm({ slug, act }: { slug: string; act: Act }) {
  const words = useTranslations("operator");
  const form = useActionForm(saveStanding);
  return (
    <form {...form.formProps} className="grid max-w-xl gap-4" noValidate>
      <input type="hidden" name="slug" value={slug} />
      <input type="hidden" name="act" value={act} />
      <p className="text-[0.9375rem] text-ink-2">{words(`tenant.${act}Intro`)}</p>
      <TextField {...form.field("reason")} label={words("reason")} required />
      <FormProblem form={form} />
      <div>
        <SubmitButton look={act === "suspend" ? "danger" : "secondary"} wide="phone" pending={form.pending}>
          {words(`tenant.${act}`)}
        </SubmitButton>
      </div>
    </form>
  );
}
