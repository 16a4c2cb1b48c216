"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { bound } from "@/app/form/bound";
import { FormProblem } from "@/app/form/form-problem";
import { useActionForm } from "@/app/form/use-action-form";
import { EarlierTexts, type EarlierVersion } from "@/components/follow-up/earlier-texts";
import { TextPreview } from "@/components/follow-up/text-preview";
import { TimingFields } from "@/components/follow-up/timing-fields";
import { VariableButtons } from "@/components/follow-up/variable-buttons";
import { Card, SectionHeading } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { Notice } from "@/components/ui/notice";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import type { FollowUpStep } from "@/lib/follow-ups/schema";
import { classOf, type MessageClass } from "@/lib/messages/message-class";
import { saysReplyStop } from "@/lib/messages/reply-stop";
import { typed } from "@/lib/web/answer";
import { publishFollowUp } from "./actions";
import { CharacterCheck } from "./character-check";

interface Texts {
  ko: string;
  en: string;
}

interface Props {
  slug: string;
  followUp: { key: string; rowVersion: number; wait: FollowUpStep["wait"] | undefined };
  template: {
    rowVersion: number;
    texts: Texts;
    messageClass: MessageClass;
    lowered: { by: string; reason: string } | null;
  };
  senderName: string;
  people: { id: string; name: string; values: Record<string, string> }[];
  ownVariables: string[];
  sample: Record<"ko" | "en", Record<string, string>>;
  versions: EarlierVersion[];
}

/** Words, time and class of one automatic text, with what a person would get beside it while it is written. */
export function TextEditor({
  slug,
  followUp,
  template,
  senderName,
  people,
  ownVariables,
  sample,
  versions,
}: Props) {
  const words = useTranslations("followUps.editor");
  const form = useActionForm(bound(publishFollowUp, slug));
  const box = useRef<HTMLDivElement>(null);
  const [texts, setTexts] = useState<Texts>({
    ko: typed(form.state, "ko") ?? template.texts.ko,
    en: typed(form.state, "en") ?? template.texts.en,
  });
  const [declared, setDeclared] = useState(template.messageClass === "advertising");
  const [lowered, setLowered] = useState(Boolean(template.lowered));
  const [person, setPerson] = useState("");

  const conflict = form.state && !form.state.ok && form.state.kind === "conflict" ? form.state.details : null;
  const promotion = classOf("transactional", `${texts.ko}\n${texts.en}`).words.map(({ word }) => word);
  const messageClass: MessageClass =
    declared || (promotion.length > 0 && !lowered) ? "advertising" : "transactional";
  const chosen = people.find(({ id }) => id === person);

  function read(event: FormEvent<HTMLFormElement>) {
    const given = new FormData(event.currentTarget);
    setTexts({ ko: String(given.get("ko") ?? ""), en: String(given.get("en") ?? "") });
    setDeclared(given.has("advertising"));
    setLowered(String(given.get("lowerReason") ?? "").trim().length >= 5);
  }

  /** Puts text into a box as if it were typed, so that the preview and the draft follow. */
  function write(name: keyof Texts, change: (area: HTMLTextAreaElement) => void) {
    const area = box.current?.querySelector<HTMLTextAreaElement>(`textarea[name=${name}]`);
    if (!area) return;
    change(area);
    area.dispatchEvent(new Event("input", { bubbles: true }));
    area.focus();
  }

  return (
    <div ref={box} className="grid grid-cols-1 gap-6 lg:grid-cols-[minmax(0,6fr)_minmax(0,5fr)]">
      <form {...form.formProps} onInput={read} className="grid grid-cols-1 content-start gap-6" noValidate>
        <input type="hidden" name="key" value={followUp.key} />
        <input type="hidden" name="rowVersion" value={conflict?.rowVersion ?? followUp.rowVersion} />
        <input
          type="hidden"
          name="templateRowVersion"
          value={conflict?.templateRowVersion ?? template.rowVersion}
        />
        {form.value && (
          <Notice tone="good" announce>
            {words("published", { count: form.value.planned })}
          </Notice>
        )}
        <FormProblem form={form} />
        {conflict && <Theirs ko={String(conflict.ko)} en={String(conflict.en)} />}
        <TextArea
          {...form.field("ko", template.texts.ko)}
          label={words("ko")}
          hint={words("koHint")}
          rows={7}
          maxLength={1500}
        />
        {saysReplyStop(`${texts.ko}\n${texts.en}`) && <Notice tone="warn">{words("replyStop")}</Notice>}
        <VariableButtons
          own={ownVariables}
          insert={(variable, name) =>
            write(name, (area) => area.setRangeText(variable, area.selectionStart, area.selectionEnd, "end"))
          }
        />
        <CharacterCheck
          slug={slug}
          text={texts.ko}
          of={words("ko")}
          replace={(text) =>
            write("ko", (area) => {
              area.value = text;
            })
          }
        />
        <TextArea
          {...form.field("en", template.texts.en)}
          label={words("en")}
          hint={words("enHint")}
          rows={5}
          maxLength={1500}
        />
        {texts.en.trim() !== "" && (
          <CharacterCheck
            slug={slug}
            text={texts.en}
            of={words("en")}
            replace={(text) =>
              write("en", (area) => {
                area.value = text;
              })
            }
          />
        )}
        <TimingFields wait={followUp.wait} field={form.field} />
        <fieldset className="min-w-0">
          <legend className="text-base font-bold">{words("class")}</legend>
          <Checkbox
            name="advertising"
            value="on"
            label={words("declareAdvertising")}
            hint={words("declareHint")}
            defaultChecked={template.messageClass === "advertising"}
          />
          {promotion.length > 0 && !declared && (
            <div className="mt-2 grid gap-4">
              <Notice tone="warn">{words("raised", { words: promotion.join(", ") })}</Notice>
            </div>
          )}
          {(promotion.length > 0 || template.lowered) && !declared && (
            <TextField
              {...form.field("lowerReason", template.lowered?.reason)}
              label={words("lower")}
              hint={
                template.lowered
                  ? words("loweredBy", { name: template.lowered.by, reason: template.lowered.reason })
                  : words("lowerHint")
              }
              maxLength={300}
              className="mt-4"
            />
          )}
        </fieldset>
        <div className="flex flex-wrap gap-2">
          <SubmitButton pending={form.pending} pendingWords={words("publishing")} wide="phone">
            {words("publish")}
          </SubmitButton>
          <noscript>
            <button
              type="submit"
              name="intent"
              value="preview"
              className="min-h-11 rounded-lg border border-line-strong px-4 font-semibold"
            >
              {words("show")}
            </button>
          </noscript>
        </div>
      </form>

      <aside
        aria-label={words("preview")}
        className="grid content-start gap-4 lg:sticky lg:top-8 lg:self-start"
      >
        <Card as="section">
          <SectionHeading>{words("preview")}</SectionHeading>
          <SelectField
            label={words("previewFor")}
            choices={[
              { value: "", label: words("sample") },
              ...people.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            value={person}
            onChange={(event) => setPerson(event.target.value)}
          />
          <div className="mt-4 grid gap-5">
            <TextPreview
              text={texts.ko}
              values={chosen?.values ?? sample.ko}
              messageClass={messageClass}
              senderName={senderName}
            />
            {texts.en.trim() !== "" && (
              <TextPreview
                text={texts.en}
                values={chosen?.values ?? sample.en}
                messageClass={messageClass}
                senderName={senderName}
              />
            )}
          </div>
          {!chosen && <p className="mt-3 text-sm text-ink-3">{words("sampleNote")}</p>}
        </Card>
        <EarlierTexts
          versions={versions}
          take={(version) => {
            write("en", (area) => {
              area.value = version.texts.en;
            });
            write("ko", (area) => {
              area.value = version.texts.ko;
            });
          }}
        />
      </aside>
    </div>
  );
}

function Theirs({ ko, en }: Texts) {
  const words = useTranslations("followUps.editor");
  return (
    <Card as="section">
      <SectionHeading>{words("theirs")}</SectionHeading>
      <p className="text-[0.9375rem] whitespace-pre-line">{ko}</p>
      {en && <p className="mt-3 text-[0.9375rem] whitespace-pre-line">{en}</p>}
    </Card>
  );
}
