"use client";

import { useTranslations } from "next-intl";
import { type Choice, SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { histories, policies } from "@/lib/customers/imports/schema";
import { bound } from "../../../../../../form/bound";
import { FormProblem } from "../../../../../../form/form-problem";
import { useActionForm } from "../../../../../../form/use-action-form";
import { mapFile } from "../actions";

export interface ColumnToMap {
  title: string;
  samples: string[];
  meaning: string;
}

export function MappingForm({
  slug,
  id,
  version,
  headerLine,
  policy,
  history,
  columns,
  meanings,
}: {
  slug: string;
  id: string;
  version: number;
  headerLine: number | null;
  policy: string;
  history: string;
  columns: ColumnToMap[];
  meanings: Choice[];
}) {
  const words = useTranslations("imports");
  const form = useActionForm(bound(mapFile, slug));
  const typed = form.state && !form.state.ok ? form.state.values["columns[]"] : undefined;
  return (
    <form {...form.formProps} className="grid gap-4">
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="version" value={version} />
      <input type="hidden" name="headerLine" value={headerLine ?? ""} />
      <ul className="divide-y divide-line border-y border-line">
        {columns.map(({ title, samples, meaning }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
          <li key={place} className="grid items-center gap-x-6 gap-y-2 py-3 sm:grid-cols-2">
            <div className="min-w-0">
              <p className="font-semibold break-words">{title}</p>
              <p className="truncate text-sm text-ink-3">{samples.join(" · ")}</p>
            </div>
            <SelectField
              name="columns[]"
              label={`${title}: ${words("mapping.meaning")}`}
              hideLabel
              choices={meanings}
              defaultValue={(Array.isArray(typed) ? typed[place] : undefined) ?? meaning}
            />
          </li>
        ))}
      </ul>
      <p className="text-sm text-ink-3">{words("mapping.claimed")}</p>
      <SelectField
        {...form.field("policy", policy)}
        label={words("mapping.policy")}
        className="max-w-sm"
        choices={policies.map((value) => ({ value, label: words(`policy.${value}`) }))}
      />
      <SelectField
        {...form.field("history", history)}
        label={words("mapping.history")}
        hint={words("mapping.historyHint")}
        className="max-w-sm"
        choices={histories.map((value) => ({ value, label: words(`history.${value}`) }))}
      />
      <FormProblem form={form} />
      <div>
        <SubmitButton
          look="primary"
          wide="phone"
          pending={form.pending}
          pendingWords={words("mapping.submitting")}
        >
          {words("mapping.submit")}
        </SubmitButton>
      </div>
    </form>
  );
}
