"use client";

import { useTranslations } from "next-intl";
import { Disclosure } from "@/components/ui/disclosure";
import { SubmitButton } from "@/components/ui/submit-button";
import { bound } from "../../../../../form/bound";
import { FormProblem } from "../../../../../form/form-problem";
import { useActionForm } from "../../../../../form/use-action-form";
import { noteRefusal } from "../actions";

/** Somebody refused advertising on the telephone: noted here, because only the person can take it back. */
export function RefusalForm({ slug, customerId }: { slug: string; customerId: string }) {
  const words = useTranslations("customers.page.refusal");
  const form = useActionForm(bound(noteRefusal, slug));
  return (
    <Disclosure summary={words("title")}>
      <form {...form.formProps} className="grid gap-3" noValidate>
        <input type="hidden" name="customerId" value={customerId} />
        <p className="text-[0.9375rem] text-ink-2">{words("body")}</p>
        <FormProblem form={form} />
        <div>
          <SubmitButton
            look="secondary"
            wide="phone"
            pending={form.pending}
            pendingWords={words("submitting")}
          >
            {words("submit")}
          </SubmitButton>
        </div>
      </form>
    </Disclosure>
  );
}
