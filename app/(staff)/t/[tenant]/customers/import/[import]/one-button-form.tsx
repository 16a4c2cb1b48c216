"use client";

import { useTranslations } from "next-intl";
import { SubmitButton } from "@/components/ui/submit-button";
import { bound } from "../../../../../../form/bound";
import { FormProblem } from "../../../../../../form/form-problem";
import { useActionForm } from "../../../../../../form/use-action-form";
import { bringFileIn, dropFile, takeFileBack, tryFileAgain } from "../actions";

const deeds = {
  bringIn: { action: bringFileIn, look: "primary", words: "check.bringIn" },
  drop: { action: dropFile, look: "quiet", words: "check.drop" },
  again: { action: tryFileAgain, look: "primary", words: "failed.again" },
  undo: { action: takeFileBack, look: "secondary", words: "done.undo" },
} as const;

/** Moves an import on by one press. */
export function OneButtonForm({
  slug,
  id,
  version,
  deed,
}: {
  slug: string;
  id: string;
  /** Of what is shown, where the deed must not meet what somebody else changed. */
  version?: number;
  deed: keyof typeof deeds;
}) {
  const words = useTranslations("imports");
  const { action, look, words: key } = deeds[deed];
  const form = useActionForm<void>(bound(action, slug));
  return (
    <form {...form.formProps}>
      <input type="hidden" name="id" value={id} />
      {version !== undefined && <input type="hidden" name="version" value={version} />}
      <SubmitButton look={look} pending={form.pending}>
        {words(key)}
      </SubmitButton>
      <FormProblem form={form} />
    </form>
  );
}
