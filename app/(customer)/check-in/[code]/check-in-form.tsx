"use client";

import { type PersonAtDoor, PersonCard } from "@/components/attendance/person-card";
import { SubmitButton } from "@/components/ui/submit-button";
import type { Answer } from "@/lib/web/answer";
import { FormProblem } from "../../../form/form-problem";
import { useActionForm } from "../../../form/use-action-form";

interface Props {
  action: (previous: Answer<PersonAtDoor> | null, form: FormData) => Promise<Answer<PersonAtDoor>>;
  code: string;
  person: PersonAtDoor;
  words: { letIn: string; lettingIn: string };
}

/** The person of a code and one big button, until it was pressed. */
export function CheckInForm({ action, code, person, words }: Props) {
  const form = useActionForm(action);
  const shown = form.value ?? person;
  return (
    <form {...form.formProps} className="grid gap-5">
      <input type="hidden" name="code" value={code} />
      <PersonCard person={shown} announce={form.done} />
      <FormProblem form={form} />
      {!shown.standing && (
        <SubmitButton look="primary" size="large" wide pending={form.pending} pendingWords={words.lettingIn}>
          {words.letIn}
        </SubmitButton>
      )}
    </form>
  );
}
