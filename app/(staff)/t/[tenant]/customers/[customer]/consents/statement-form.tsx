"use client";

import type { ReactNode } from "react";
import { FormProblem } from "@/app/form/form-problem";
import type { useActionForm } from "@/app/form/use-action-form";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";

/** Something a customer or their guardian said, as staff write it down: what it is, the fields, one button. */
export function StatementForm({
  form,
  customerId,
  words,
  children,
}: {
  form: Pick<ReturnType<typeof useActionForm<unknown>>, "formProps" | "done" | "pending" | "problem">;
  customerId: string;
  words: { body: string; done: string; submit: string; submitting: string };
  children: ReactNode;
}) {
  return (
    <form {...form.formProps} className="grid max-w-xl gap-4" noValidate>
      <input type="hidden" name="customerId" value={customerId} />
      <p className="text-[0.9375rem]">{words.body}</p>
      {form.done && (
        <Notice tone="good" announce>
          {words.done}
        </Notice>
      )}
      {children}
      <FormProblem form={form} />
      <div>
        <SubmitButton look="secondary" wide="phone" pending={form.pending} pendingWords={words.submitting}>
          {words.submit}
        </SubmitButton>
      </div>
    </form>
  );
}
