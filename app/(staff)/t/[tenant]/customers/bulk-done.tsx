"use client";

import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import type { BulkDone } from "@/lib/customers/bulk/bulk";
import { bound } from "../../../../form/bound";
import { FormProblem } from "../../../../form/form-problem";
import { useActionForm } from "../../../../form/use-action-form";
import { takeBackFromMany } from "./list-actions";

/**
 * What was done, to how many, and back. Always on the page, since without JavaScript the answer of taking back comes when
 * what was done is no longer known.
 */
export function Done({ slug, done }: { slug: string; done: BulkDone | undefined }) {
  const words = useTranslations();
  const form = useActionForm(bound(takeBackFromMany, slug));
  if (form.value && (!done || form.value.batch === done.undo?.batch))
    return (
      <Notice tone="good" announce className="mb-4">
        {words("customerList.bulk.undone", { count: form.value.undone })}
      </Notice>
    );
  if (!done) return <FormProblem form={form} />;
  const { verb, name, chosen, changed, undo } = done;
  const same = chosen - changed;
  return (
    <form {...form.formProps} className="mb-4">
      {undo && (
        <>
          <input type="hidden" name="at" value={undo.at} />
          <input type="hidden" name="batch" value={undo.batch} />
        </>
      )}
      {form.field("batch").defaultValue === undo?.batch && <FormProblem form={form} />}
      <Notice
        tone="good"
        announce
        actions={
          undo && (
            <SubmitButton look="quiet" pending={form.pending}>
              {words("common.undo")}
            </SubmitButton>
          )
        }
      >
        {words(`customerList.bulk.done.${verb}`, {
          count: changed,
          name: name ?? words("customerList.bulk.nobody"),
        })}{" "}
        {same > 0 && words("customerList.bulk.same", { count: same })}
      </Notice>
    </form>
  );
}
