"use client";

import { useTranslations } from "next-intl";
import { bound } from "@/app/form/bound";
import { FormProblem } from "@/app/form/form-problem";
import { useActionForm } from "@/app/form/use-action-form";
import { SubmitButton } from "@/components/ui/submit-button";
import { setActive } from "./actions";

/** Acts at once; what it did to waiting messages is said beside it. */
export function FollowUpSwitch(props: { slug: string; followUp: string; title: string; active: boolean }) {
  const { slug, followUp, title, active } = props;
  const words = useTranslations("followUps.list");
  const form = useActionForm(bound(setActive, slug));
  const done = form.value;
  return (
    <>
      <form {...form.formProps}>
        <input type="hidden" name="key" value={followUp} />
        <input type="hidden" name="active" value={active ? "off" : "on"} />
        <SubmitButton
          look="secondary"
          pending={form.pending}
          aria-label={words(active ? "switchOffOf" : "switchOnOf", { title })}
        >
          {words(active ? "switchOff" : "switchOn")}
        </SubmitButton>
      </form>
      <FormProblem form={form} />
      {done && (
        <p role="status" className="basis-full text-sm text-ink-2">
          {words(done.active ? "switchedOn" : "switchedOff", { title, count: done.count })}
        </p>
      )}
    </>
  );
}
