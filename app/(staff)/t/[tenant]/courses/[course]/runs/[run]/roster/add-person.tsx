"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { buttonClass } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Fieldset } from "@/components/ui/fieldset";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { useKeptForm } from "@/components/ui/use-kept-form";
import { consentPurposes } from "@/lib/customers/schema";
import type { AddState } from "./actions";

/** Somebody who phoned, or stands at the door without having applied. */
export function AddPerson({
  runId,
  action,
}: {
  runId: string;
  action: (state: AddState, form: FormData) => Promise<AddState>;
}) {
  const words = useTranslations("enrollments.roster");
  const common = useTranslations("common");
  const { state, pending, formProps } = useKeptForm<AddState>(action, null);
  const id = useId();
  const refused = state && "refused" in state ? state : null;
  const typed = (name: string) => ({
    name,
    defaultValue: [refused?.values[name] ?? ""].flat()[0],
    error: refused?.field === name ? refused.refused : undefined,
  });
  return (
    <details className="mt-6 border-t border-line pt-4" open={state !== null || undefined}>
      <summary className={buttonClass({ wide: "phone" })}>{words("add")}</summary>
      <form
        key={state && "added" in state ? state.added + id : "form"}
        {...formProps}
        noValidate
        className="mt-4 grid gap-4"
      >
        <h2 className="text-lg font-bold">{words("addTitle")}</h2>
        {refused && !refused.field && (
          <Notice tone="bad" announce>
            {refused.refused}
          </Notice>
        )}
        {state && "added" in state && (
          <Notice tone="good" announce>
            {words(outcomeWords[state.added])}
          </Notice>
        )}
        <input type="hidden" name="runId" value={runId} />
        <TextField {...typed("name")} label={words("addName")} autoComplete="off" maxLength={100} />
        <TextField
          {...typed("phone")}
          label={words("addPhone")}
          type="tel"
          inputMode="numeric"
          autoComplete="off"
          maxLength={40}
        />
        <TextField
          {...typed("shop")}
          label={words("addShop")}
          mark={common("optional")}
          autoComplete="off"
          maxLength={60}
        />
        <Fieldset legend={words("addConsents")} hint={words("addConsentsHint")}>
          {consentPurposes.map((purpose) => (
            <Checkbox key={purpose} name={`consents.${purpose}`} label={words(`consent.${purpose}`)} />
          ))}
        </Fieldset>
        <Checkbox name="waitIfFull" label={words("addWait")} />
        <SubmitButton pending={pending} pendingWords={words("adding")}>
          {words("addSubmit")}
        </SubmitButton>
      </form>
    </details>
  );
}

const outcomeWords = { made: "added", existing: "addedExisting", waitlisted: "addedWaitlisted" } as const;
