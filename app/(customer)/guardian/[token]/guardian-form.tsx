"use client";

import { useTranslations } from "next-intl";
import { FormProblem } from "@/app/form/form-problem";
import { useActionForm } from "@/app/form/use-action-form";
import { Checkbox } from "@/components/ui/checkbox";
import { Fieldset } from "@/components/ui/fieldset";
import { SubmitButton } from "@/components/ui/submit-button";
import type { ConsentText } from "@/lib/customers/consent-texts";
import { type Answer, typed } from "@/lib/web/answer";

interface Props {
  action: (previous: Answer<never> | null, form: FormData) => Promise<Answer<never>>;
  consents: ConsentText[];
}

/** The guardian's own choice: no box is ticked beforehand, and no is as easy as yes. */
export function GuardianForm({ action, consents }: Props) {
  const words = useTranslations("consents.guardian");
  const yes = useActionForm(action);
  const no = useActionForm(action);
  return (
    <>
      <form {...yes.formProps} noValidate className="mt-5 grid gap-5">
        <input type="hidden" name="answer" value="yes" />
        <FormProblem form={yes} />
        <Fieldset legend={words("consents")} divided>
          {consents.map(({ purpose, title, body, required }) => (
            <div key={purpose} className="pb-1">
              <Checkbox
                name={`consents.${purpose}`}
                label={<b className="font-semibold">{title}</b>}
                defaultChecked={typed(yes.state, `consents.${purpose}`) === "on"}
                error={yes.field(`consents.${purpose}`).error}
                required={required}
              />
              <details className="-mt-2 ml-9 text-sm text-ink-3" open={required || undefined}>
                <summary className="inline-flex min-h-11 items-center underline">{words("readAll")}</summary>
                <p className="pb-2 whitespace-pre-line">{body}</p>
              </details>
            </div>
          ))}
        </Fieldset>
        <SubmitButton size="large" wide pending={yes.pending} pendingWords={words("sending")}>
          {words("yes")}
        </SubmitButton>
      </form>
      <form {...no.formProps} noValidate className="mt-4 grid gap-2">
        <input type="hidden" name="answer" value="no" />
        <FormProblem form={no} />
        <SubmitButton look="secondary" wide pending={no.pending} pendingWords={words("sending")}>
          {words("no")}
        </SubmitButton>
        <p className="text-center text-sm text-ink-3">{words("noHint")}</p>
      </form>
    </>
  );
}
