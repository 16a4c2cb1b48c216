"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { useActionForm } from "@/app/form/use-action-form";
import { Card } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { Disclosure } from "@/components/ui/disclosure";
import { SelectField } from "@/components/ui/select-field";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import { questionTypes } from "@/lib/definitions/questions";
import { hasOptions, type QuestionRow } from "@/lib/surveys/question-rows";
import type { AnswerState } from "@/lib/web/answer";

type Form = Pick<ReturnType<typeof useActionForm<never>>, "field"> & { state: AnswerState<unknown> };

/** One question. Without scripts a new one always has room for options and a scale; they count where they apply. */
export function QuestionFields({ form, at, known }: { form: Form; at: number; known: QuestionRow }) {
  const words = useTranslations("surveys.editor");
  const name = (field: string) => `questions.${at}.${field}`;
  const [chosen, setChosen] = useState<QuestionRow["type"] | null>(null);
  const open = chosen === null && known.key === "";
  const type = chosen ?? known.type;
  const ticked = form.state && !form.state.ok ? name("required") in form.state.values : known.required;
  return (
    <Card as="li" className="grid gap-4">
      <input type="hidden" name={name("key")} value={known.key} />
      <h2 className="font-bold">{words("question", { at: at + 1 })}</h2>
      <TextField
        {...form.field(name("ko"), known.ko)}
        label={words("ko")}
        hint={known.key ? words("emptyRemoves") : undefined}
      />
      <TextField {...form.field(name("en"), known.en)} label={words("en")} />
      <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_8rem]">
        <SelectField
          {...form.field(name("type"), known.type)}
          label={words("type")}
          choices={questionTypes.map((value) => ({ value, label: words(`types.${value}`) }))}
          onChange={(event) => setChosen(event.currentTarget.value as QuestionRow["type"])}
        />
        <TextField {...form.field(name("place"), known.place)} label={words("place")} inputMode="numeric" />
      </div>
      <div hidden={!open && type !== "rating"}>
        <SelectField
          {...form.field(name("scale"), known.scale)}
          label={words("scale")}
          choices={[
            { value: "5", label: words("scale5") },
            { value: "10", label: words("scale10") },
          ]}
        />
      </div>
      <div hidden={!open && !hasOptions(type)} className="grid gap-4">
        <TextArea
          {...form.field(name("optionsKo"), known.optionsKo)}
          label={words("optionsKo")}
          hint={words("optionsHint")}
          rows={3}
        />
        <TextArea {...form.field(name("optionsEn"), known.optionsEn)} label={words("optionsEn")} rows={3} />
      </div>
      <Disclosure summary={words("hint")} open={known.hintKo !== ""}>
        <div className="grid gap-4">
          <TextField {...form.field(name("hintKo"), known.hintKo)} label={words("hintKo")} />
          <TextField {...form.field(name("hintEn"), known.hintEn)} label={words("hintEn")} />
        </div>
      </Disclosure>
      <Checkbox name={name("required")} label={words("required")} defaultChecked={ticked} />
    </Card>
  );
}
