"use client";

import { bound } from "@/app/form/bound";
import { FormProblem } from "@/app/form/form-problem";
import { useActionForm } from "@/app/form/use-action-form";
import { SubmitButton } from "@/components/ui/submit-button";
import { takePairBack, tellPairApart } from "./actions";

const deeds = {
  tell: { action: tellPairApart, look: "secondary" },
  takeBack: { action: takePairBack, look: "quiet" },
} as const;

/** One press: these are two people, or they may be one after all. */
export function PairForm({
  slug,
  oneId,
  otherId,
  deed,
  words,
  label,
}: {
  slug: string;
  oneId: string;
  otherId: string;
  deed: keyof typeof deeds;
  words: string;
  /** With the names, for who hears the button alone. */
  label: string;
}) {
  const { action, look } = deeds[deed];
  const form = useActionForm<void>(bound(action, slug));
  return (
    <form {...form.formProps}>
      <input type="hidden" name="oneId" value={oneId} />
      <input type="hidden" name="otherId" value={otherId} />
      <SubmitButton look={look} pending={form.pending} aria-label={label}>
        {words}
      </SubmitButton>
      <FormProblem form={form} />
    </form>
  );
}
