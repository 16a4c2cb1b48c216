"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Card } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { SelectField } from "@/components/ui/select-field";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import { hasOptions, type QuestionRow } from "@/lib/courses/question-row";
import { questionTypes } from "@/lib/definitions/questions";
import type { AnswerState } from "@/lib/web/answer";
import type { useActionForm } from "../../../../../../form/use-action-form";

type Form = Pick<ReturnType<typeof useActionForm<never>>, "field"> & { state: AnswerState<unknown> };

/** One question of the form. Without scripts a new one always has room for options; they count only for a choice. */
export function QuestionFields({ form, row, known }: { form: Form; row: number; known: QuestionRow }) {
  const words = useTranslations("courses.questions");
  const at = (name: string) => `questions.${row}.${name}`;
  const type = form.field(at("type"), known.type);
  const [chosen, setChosen] = useState<string | null>(null);
  const now = (chosen ?? type.defaultValue) as QuestionRow["type"];
  const wantsOptions = hasOptions(now) || (chosen === null && known.key === "");
  const ticked = form.state && !form.state.ok ? at("required") in form.state.values : known.required;
  return (
    <Card as="li" className="grid gap-4">
      <input type="hidden" name={at("key")} value={known.key} />
      <TextField
        {...form.field(at("label"), known.label)}
        label={words("label", { number: row + 1 })}
        hint={known.key ? words("emptyRemoves") : undefined}
      />
      <SelectField
        {...type}
        label={words("type")}
        choices={questionTypes.map((value) => ({ value, label: words(`types.${value}`) }))}
        onChange={(event) => setChosen(event.currentTarget.value)}
      />
      <div hidden={!wantsOptions}>
        <TextArea
          {...form.field(at("options"), known.options)}
          label={words("options")}
          hint={words("optionsHint")}
          rows={3}
        />
      </div>
      <Checkbox name={at("required")} label={words("required")} defaultChecked={ticked} />
    </Card>
  );
}
