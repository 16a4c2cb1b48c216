"use client";

import { useTranslations } from "next-intl";
import { bound } from "@/app/form/bound";
import { FormProblem } from "@/app/form/form-problem";
import { useActionForm } from "@/app/form/use-action-form";
import { Radio } from "@/components/ui/checkbox";
import { Fieldset } from "@/components/ui/fieldset";
import { SubmitButton } from "@/components/ui/submit-button";
import { mergeTwo } from "../../actions";
import type { AskedChoice } from "./choices";

/** Asks only over what the two differ, then makes one of them. */
export function MergeForm({
  slug,
  survivorId,
  goneId,
  seen,
  choices,
}: {
  slug: string;
  survivorId: string;
  goneId: string;
  seen: string;
  choices: readonly AskedChoice[];
}) {
  const words = useTranslations("merging");
  const form = useActionForm<void>(bound(mergeTwo, slug));
  return (
    <form {...form.formProps} className="grid gap-5">
      <input type="hidden" name="survivorId" value={survivorId} />
      <input type="hidden" name="goneId" value={goneId} />
      <input type="hidden" name="seen" value={seen} />
      <section aria-labelledby="choose">
        <h2 id="choose" className="text-lg font-bold">
          {words("choose")}
        </h2>
        <p className="mb-3 text-sm text-ink-3">{words(choices.length > 0 ? "chooseHint" : "alike")}</p>
        <div className="grid gap-4">
          {choices.map(({ field, label, ours, theirs, side }) => (
            <Fieldset key={field} legend={label}>
              <div className="grid gap-x-4 sm:grid-cols-2">
                {(["ours", "theirs"] as const).map((one) => (
                  <Radio
                    key={one}
                    name={`choose.${field}`}
                    value={one}
                    label={one === "ours" ? ours : theirs}
                    hint={words(one)}
                    defaultChecked={side === one}
                  />
                ))}
              </div>
            </Fieldset>
          ))}
        </div>
      </section>
      <FormProblem form={form} />
      <div>
        <SubmitButton look="primary" wide="phone" pending={form.pending} pendingWords={words("merging")}>
          {words("merge")}
        </SubmitButton>
      </div>
    </form>
  );
}
