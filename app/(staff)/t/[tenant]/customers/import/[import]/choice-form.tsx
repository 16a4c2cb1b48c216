"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { bound } from "../../../../../../form/bound";
import { FormProblem } from "../../../../../../form/form-problem";
import { useActionForm } from "../../../../../../form/use-action-form";
import { decideRow } from "../actions";

const choices = ["theirs", "ours", "blanks", "new"] as const;

/** What is to become of a row over which file and record disagree; pressing another button changes it. */
export function ChoiceForm({
  slug,
  id,
  line,
  choice,
}: {
  slug: string;
  id: string;
  line: number;
  choice: string | null;
}) {
  const words = useTranslations("imports");
  const form = useActionForm(bound(decideRow, slug));
  return (
    <form {...form.formProps} className="mt-2">
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="line" value={line} />
      <fieldset className="flex flex-wrap gap-2">
        <legend className="sr-only">{words("row.choose", { line })}</legend>
        {choices.map((one) => (
          <Button
            key={one}
            type="submit"
            size="small"
            name="choice"
            value={one}
            look={choice === one ? "primary" : "secondary"}
            aria-pressed={choice === one}
          >
            {words(`choice.${one}`)}
          </Button>
        ))}
      </fieldset>
      <FormProblem form={form} />
    </form>
  );
}
