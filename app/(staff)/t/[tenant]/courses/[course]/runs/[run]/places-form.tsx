"use client";

import { useTranslations } from "next-intl";
import { PlacesBar } from "@/components/course/places-bar";
import { Card } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { FormProblem } from "../../../../../../../form/form-problem";
import { useActionForm } from "../../../../../../../form/use-action-form";
import { resize } from "../../../run-actions";

/** How many places there are. Fewer than are given away only when that is said in so many words. */
export function PlacesForm({
  tenantSlug,
  runId,
  capacity,
  taken,
  waiting,
}: {
  tenantSlug: string;
  runId: string;
  capacity: number | null;
  taken: number;
  waiting: number;
}) {
  const words = useTranslations("courses.places");
  const common = useTranslations("courses");
  const form = useActionForm(resize.bind(null, tenantSlug));
  const below = form.state !== null && !form.state.ok && form.state.reason === "courses.capacity.belowTaken";
  return (
    <Card>
      <div className="mb-4 max-w-60">
        <PlacesBar taken={taken} capacity={capacity} />
        {waiting > 0 && <p className="mt-1 text-sm text-ink-2">{words("waiting", { count: waiting })}</p>}
      </div>
      <form {...form.formProps} className="grid gap-4" noValidate>
        <input type="hidden" name="runId" value={runId} />
        <TextField
          {...form.field("capacity", capacity)}
          label={words("capacity")}
          unit={words("unit")}
          hint={words(waiting > 0 ? "moreLetsIn" : "capacityHint")}
          inputMode="numeric"
          className="sm:max-w-64"
        />
        <FormProblem form={form} />
        {below && <Checkbox name="override" label={words("override")} hint={words("overrideHint")} />}
        {form.done && (
          <Notice tone="good" announce>
            {words("changed")}
          </Notice>
        )}
        <div>
          <SubmitButton look="secondary" pending={form.pending}>
            {common("save")}
          </SubmitButton>
        </div>
      </form>
    </Card>
  );
}
