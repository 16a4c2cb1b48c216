"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Fieldset } from "@/components/ui/fieldset";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import { type AnswerState, typed } from "@/lib/web/answer";
import { StoredText } from "../../stored-text";

interface Form {
  state: AnswerState<unknown>;
  field(
    name: string,
    known?: string,
  ): { name: string; defaultValue: string | number | undefined; error: string | undefined };
}

/** Questions and answers, with empty rows at the end; a row left empty is taken out. */
export function FaqFields({
  form,
  faq,
  newer,
}: {
  form: Form;
  faq: { question: string; answer: string }[];
  newer: boolean;
}) {
  const words = useTranslations("courses.faq");
  const [extra, setExtra] = useState(1);
  const rows = Math.min(30, faq.length + extra);
  return (
    <Fieldset legend={words("title")} hint={words("hint")}>
      <ol className="mt-2 grid gap-5">
        {Array.from({ length: rows }, (_, row) => {
          const known = faq[row] ?? { question: "", answer: "" };
          const names = { question: `faq.${row}.question`, answer: `faq.${row}.answer` };
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows do not move
            <li key={row} className="grid gap-3 border-l-2 border-line pl-4">
              <TextField
                {...form.field(names.question, known.question)}
                label={words("question", { number: row + 1 })}
              />
              <StoredText shown={newer} stored={known.question} typed={typed(form.state, names.question)} />
              <TextArea
                {...form.field(names.answer, known.answer)}
                label={words("answer", { number: row + 1 })}
                rows={2}
              />
              <StoredText shown={newer} stored={known.answer} typed={typed(form.state, names.answer)} />
            </li>
          );
        })}
      </ol>
      {rows < 30 && (
        <Button className="mt-4" size="small" onClick={() => setExtra(extra + 1)}>
          {words("add")}
        </Button>
      )}
    </Fieldset>
  );
}
