"use client";

import { useTranslations } from "next-intl";
import { bound } from "@/app/form/bound";
import { useActionForm } from "@/app/form/use-action-form";
import { Checkbox } from "@/components/ui/checkbox";
import { DateTimeField } from "@/components/ui/date-time-field";
import { Fieldset } from "@/components/ui/fieldset";
import { type Choice, SelectField } from "@/components/ui/select-field";
import { TextArea } from "@/components/ui/text-area";
import { typed } from "@/lib/web/answer";
import { notePaper } from "./actions";
import { StatementForm } from "./statement-form";

interface Props {
  slug: string;
  customerId: string;
  /** "2026-11-23" in the business's zone: no paper is signed later. */
  today: string;
  files: Choice[];
  /** The wording of the business's own form, to hold against the paper. */
  printed: { purpose: "advertising" | "night" | "marketing"; title: string; body: string }[];
}

/** A consent that a signed paper shows. No box is ticked beforehand. */
export function PaperForm({ slug, customerId, today, files, printed }: Props) {
  const words = useTranslations("consents");
  const mark = useTranslations("common");
  const form = useActionForm(bound(notePaper, slug));
  return (
    <StatementForm
      form={form}
      customerId={customerId}
      words={{
        body: words("paper.body"),
        done: words("paper.done"),
        submit: words("paper.submit"),
        submitting: words("paper.submitting"),
      }}
    >
      <Fieldset legend={words("paper.purposes")} mark={mark("required")} error={form.field("purposes").error}>
        {printed.map(({ purpose, title, body }) => (
          <div key={purpose}>
            <Checkbox
              name={`purposes.${purpose}`}
              label={words(`purposes.${purpose}`)}
              defaultChecked={typed(form.state, `purposes.${purpose}`) === "on"}
            />
            <details className="ml-9">
              <summary className="inline-flex min-h-11 cursor-pointer items-center text-sm underline decoration-line-strong underline-offset-4">
                {words("paper.printed")}
              </summary>
              <p className="pb-2 text-sm whitespace-pre-line">{`${title}\n${body}`}</p>
            </details>
          </div>
        ))}
      </Fieldset>
      <DateTimeField
        {...form.field("signedOn")}
        kind="date"
        max={today}
        label={words("paper.signedOn")}
        mark={mark("required")}
      />
      <SelectField
        {...form.field("fileId")}
        label={words("paper.file")}
        hint={words("paper.fileHint")}
        emptyWords={words("paper.noFile")}
        choices={files}
      />
      <TextArea {...form.field("note")} label={words("paper.note")} hint={words("paper.noteHint")} rows={2} />
    </StatementForm>
  );
}
