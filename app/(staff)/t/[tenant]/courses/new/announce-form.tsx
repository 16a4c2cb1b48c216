"use client";

import { useTranslations } from "next-intl";
import { Radio } from "@/components/ui/checkbox";
import { Fieldset } from "@/components/ui/fieldset";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { courseKinds } from "@/lib/courses/schema";
import type { Answer } from "@/lib/web/answer";
import { FormProblem } from "../../../../../form/form-problem";
import { useActionForm } from "../../../../../form/use-action-form";
import { PlanFields } from "../plan-fields";

type Action = (previous: Answer<never> | null, form: FormData) => Promise<Answer<never>>;

/** Everything a lecture needs to be announced, and nothing else: the text can follow. */
export function AnnounceForm({ action, zone }: { action: Action; zone: string }) {
  const words = useTranslations("courses");
  const form = useActionForm(action);
  const kind = form.field("kind", "lecture");
  return (
    <form {...form.formProps} className="grid max-w-2xl gap-6" noValidate>
      <Fieldset legend={words("fields.kind")} error={kind.error}>
        <div className="flex flex-wrap gap-x-6">
          {courseKinds.map((one) => (
            <Radio
              key={one}
              name="kind"
              value={one}
              label={words(`kind.${one}`)}
              defaultChecked={kind.defaultValue === one}
            />
          ))}
        </div>
      </Fieldset>
      <TextField
        {...form.field("title")}
        label={words("fields.title")}
        hint={words("fields.titleHint")}
        required
      />
      <PlanFields field={form.field} zone={zone} />
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <TextField
          {...form.field("placeName")}
          label={words("run.placeName")}
          hint={words("run.placeNameHint")}
        />
        <TextField {...form.field("placeAddress")} label={words("run.placeAddress")} autoComplete="off" />
      </div>
      <TextField
        {...form.field("onlineUrl")}
        label={words("run.onlineUrl")}
        mark={words("optional")}
        type="url"
        inputMode="url"
        hint={words("run.onlineUrlHint")}
      />
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <TextField
          {...form.field("priceWon")}
          label={words("run.price")}
          unit={words("run.won")}
          hint={words("run.priceHint")}
          inputMode="numeric"
        />
        <TextField
          {...form.field("capacity")}
          label={words("places.capacity")}
          unit={words("places.unit")}
          hint={words("places.capacityHint")}
          inputMode="numeric"
        />
      </div>
      <FormProblem form={form} />
      <div className="flex flex-wrap gap-2 max-sm:*:flex-1">
        <SubmitButton name="publish" value="yes" pending={form.pending} pendingWords={words("publishing")}>
          {words("publishNow")}
        </SubmitButton>
        <SubmitButton name="publish" value="no" look="secondary" pending={form.pending}>
          {words("keepDraft")}
        </SubmitButton>
      </div>
    </form>
  );
}
