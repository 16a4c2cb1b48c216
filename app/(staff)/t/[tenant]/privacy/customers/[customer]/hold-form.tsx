"use client";

import { useTranslations } from "next-intl";
import { bound } from "@/app/form/bound";
import { FormProblem } from "@/app/form/form-problem";
import { useActionForm } from "@/app/form/use-action-form";
import { Card } from "@/components/ui/card";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { formatDate } from "@/lib/platform/formats/korean-time";
import { holdCustomer, releaseCustomer } from "../../actions";

/** Keeps everything of a customer while something forbids to erase it; with its reason. */
export function HoldForm({
  slug,
  customerId,
  hold,
  zone,
  locale,
}: {
  slug: string;
  customerId: string;
  hold: { reason: string; placedAt: Date } | null;
  zone: string;
  locale: "ko" | "en";
}) {
  const words = useTranslations("privacy.hold");
  const place = useActionForm<void>(bound(holdCustomer, slug));
  const lift = useActionForm<void>(bound(releaseCustomer, slug));
  const form = hold ? lift : place;
  return (
    <Card as="section" aria-labelledby="hold">
      <h2 id="hold" className="text-lg font-bold">
        {words("title")}
      </h2>
      <p className="mt-0.5 text-[0.9375rem] text-ink-2">
        {hold
          ? words("stands", { when: formatDate(hold.placedAt, zone, locale), reason: hold.reason })
          : words("sub")}
      </p>
      <form key={hold ? "lift" : "place"} {...form.formProps} className="mt-4 grid gap-4" noValidate>
        <input type="hidden" name="customerId" value={customerId} />
        {!hold && <TextField {...place.field("reason")} label={words("reason")} autoComplete="off" />}
        <FormProblem form={form} />
        <div>
          <SubmitButton look="secondary" wide="phone" pending={form.pending}>
            {words(hold ? "lift" : "place")}
          </SubmitButton>
        </div>
      </form>
    </Card>
  );
}
