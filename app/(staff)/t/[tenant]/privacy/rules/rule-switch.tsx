"use client";

import { useTranslations } from "next-intl";
import { bound } from "@/app/form/bound";
import { FormProblem } from "@/app/form/form-problem";
import { useActionForm } from "@/app/form/use-action-form";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import type { RetentionKind } from "@/lib/privacy/schema";
import { switchRule } from "../actions";

/** Switches a rule on, for as many as were seen, or off; says afterwards what it is. */
export function RuleSwitch({
  slug,
  kind,
  name,
  months,
  seen = 0,
  to,
  active,
}: {
  slug: string;
  kind: RetentionKind;
  name: string;
  months: number;
  seen?: number;
  to: "on" | "off";
  active: boolean;
}) {
  const words = useTranslations("privacy.rules");
  const form = useActionForm<void>(bound(switchRule, slug));
  const offered = to === "on" || active;
  return (
    <form {...form.formProps} className="mt-3 grid gap-3 empty:hidden">
      {offered && (
        <>
          <input type="hidden" name="kind" value={kind} />
          <input type="hidden" name="months" value={months} />
          <input type="hidden" name="seen" value={seen} />
          <input type="hidden" name="to" value={to} />
        </>
      )}
      <FormProblem form={form} />
      {form.done && (
        <Notice tone="good" announce>
          {words(to === "on" ? "onNow" : "offNow")}
        </Notice>
      )}
      {offered && (
        <div>
          <SubmitButton
            look={to === "on" ? "primary" : "quiet"}
            pending={form.pending}
            aria-label={`${name} ${words(to === "on" ? "switchOn" : "switchOff")}`}
          >
            {words(to === "on" ? "switchOn" : "switchOff")}
          </SubmitButton>
        </div>
      )}
    </form>
  );
}
