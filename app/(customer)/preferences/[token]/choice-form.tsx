"use client";

import { useTranslations } from "next-intl";
import { FormProblem } from "@/app/form/form-problem";
import { useActionForm } from "@/app/form/use-action-form";
import { SubmitButton } from "@/components/ui/submit-button";
import type { Answer } from "@/lib/web/answer";

interface Props {
  action: (previous: Answer<never> | null, form: FormData) => Promise<Answer<never>>;
  choice: "advertising" | "night" | "mail" | "marketing";
  given: boolean;
  /** What the button says: only these words travel to the browser. */
  label: string;
}

/** Stopping is one large button; agreeing again stands under the words agreed to. */
export function ChoiceForm({ action, choice, given, label }: Props) {
  const common = useTranslations("common");
  const form = useActionForm(action);
  const stopsAdvertising = given && (choice === "advertising" || choice === "mail");
  return (
    <form {...form.formProps} className="mt-4 grid gap-3">
      <FormProblem form={form} />
      <input type="hidden" name="choice" value={choice} />
      <input type="hidden" name="given" value={given ? "no" : "yes"} />
      <SubmitButton
        look={stopsAdvertising ? "primary" : "secondary"}
        size={stopsAdvertising ? "large" : "medium"}
        wide
        pending={form.pending}
        pendingWords={common("saving")}
      >
        {label}
      </SubmitButton>
    </form>
  );
}
