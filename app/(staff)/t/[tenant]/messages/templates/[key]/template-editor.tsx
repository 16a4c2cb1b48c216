"use client";

import { useTranslations } from "next-intl";
import { useEffect, useMemo, useRef, useState } from "react";
import { bound } from "@/app/form/bound";
import { FormProblem } from "@/app/form/form-problem";
import { useActionForm } from "@/app/form/use-action-form";
import { TimingFields } from "@/components/follow-up/timing-fields";
import { AlikeTexts, EarlierTexts, type EarlierVersion } from "@/components/template/earlier-texts";
import { Card, SectionHeading } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import type { Preview } from "@/lib/follow-ups/previewing";
import type { FollowUpStep } from "@/lib/follow-ups/schema";
import type { Answer } from "@/lib/web/answer";
import { ChannelFields } from "./channel-fields";
import { ClassFields } from "./class-fields";
import { draftIn, firstDraft } from "./draft";
import { FallbackFields } from "./fallback-fields";
import { LongTextFields, MailFields } from "./other-words";
import { PreviewPanel } from "./preview-panel";
import { type EditorData, shownOf } from "./shown";
import { TestSend } from "./test-send";
import { TextFields } from "./text-fields";
import { usePreview } from "./use-preview";

export type Publish = (
  slug: string,
  previous: Answer<{ planned: number }> | null,
  form: FormData,
) => Promise<Answer<{ planned: number }>>;

interface Props {
  slug: string;
  data: EditorData;
  versions: EarlierVersion[];
  publish: Publish;
  /** The follow-up whose page this is: its own row version goes along, and its time is edited with the words. */
  followUp?: { key: string; rowVersion: number; wait: FollowUpStep["wait"] | undefined };
}

/**
 * The one editor of a text: its words by channel, blanks, class and earlier versions, with length, price, unfit characters and
 * what people would get beside it while it is written. An ordinary form without JavaScript.
 */
export function TemplateEditor({ slug, data, versions, publish, followUp }: Props) {
  const words = useTranslations("templates.editor");
  const test = useTranslations("templates.test");
  const { template } = data;
  const key = template.key;
  const form = useActionForm(bound(publish, slug), { draft: `template:${slug}:${key}` });
  const box = useRef<HTMLDivElement>(null);
  const [draft, setDraft] = useState(() => firstDraft(key, form.state, template.rowVersion, template.body));
  const [person, setPerson] = useState(data.people[0]?.id ?? "");
  const shown = useMemo(() => shownOf(data, draft), [data, draft]);
  const preview: Preview | null = usePreview(slug, draft, person);

  const conflict = form.state && !form.state.ok && form.state.kind === "conflict" ? form.state.details : null;
  const element = form.formProps.ref;

  const read = () => {
    if (element.current) setDraft(draftIn(new FormData(element.current), key));
  };
  // A draft kept in this tab was put back into the controls.
  useEffect(() => {
    if (element.current) setDraft(draftIn(new FormData(element.current), key));
  }, [element, key]);

  /** Puts text into a box as if it were typed, so that everything beside it and the draft follow. */
  function write(name: string, change: (area: HTMLTextAreaElement | HTMLInputElement) => void) {
    const area = box.current?.querySelector<HTMLTextAreaElement | HTMLInputElement>(
      `[name="${CSS.escape(name)}"]`,
    );
    if (!area) return;
    change(area);
    area.dispatchEvent(new Event("input", { bubbles: true }));
    area.focus();
  }
  const put = (name: string) => (text: string) =>
    write(name, (area) => {
      area.value = text;
    });
  const take = ({ ko, en }: { ko: string; en: string }) => {
    put("en")(en);
    put("ko")(ko);
  };

  return (
    <div ref={box} className="grid grid-cols-1 gap-6 lg:grid-cols-[minmax(0,6fr)_minmax(0,5fr)]">
      <form
        {...form.formProps}
        onInput={() => {
          form.formProps.onInput?.();
          read();
        }}
        className="grid grid-cols-1 content-start gap-6"
        noValidate
      >
        <input type="hidden" name="key" value={followUp?.key ?? key} />
        <input type="hidden" name="version" value={conflict?.version ?? template.rowVersion} />
        {followUp && (
          <input type="hidden" name="rowVersion" value={conflict?.rowVersion ?? followUp.rowVersion} />
        )}
        {form.value && (
          <Notice tone="good" announce>
            {words("published", { count: form.value.planned })}
          </Notice>
        )}
        <FormProblem form={form} />
        {conflict && <Theirs ko={String(conflict.ko)} en={String(conflict.en)} />}
        <ChannelFields channel={draft.channel ?? "sms"} textInstead={draft.textInstead} />
        <TextFields
          field={form.field}
          data={data}
          shown={shown}
          draft={draft}
          preview={preview}
          insert={(name, variable) =>
            write(name, (area) =>
              area.setRangeText(
                variable,
                area.selectionStart ?? area.value.length,
                area.selectionEnd ?? area.value.length,
                "end",
              ),
            )
          }
          put={put}
        />
        <FallbackFields field={form.field} used={shown.used} own={data.ownVariables} body={template.body} />
        <LongTextFields field={form.field} body={template.body} preview={preview} put={put} />
        <MailFields field={form.field} body={template.body} open={draft.channel === "email"} />
        {followUp && <TimingFields wait={followUp.wait} field={form.field} />}
        <ClassFields field={form.field} body={template.body} draft={draft} shown={shown} />
        <div className="flex flex-wrap gap-2">
          <SubmitButton pending={form.pending} pendingWords={words("publishing")} wide="phone">
            {words("publish")}
          </SubmitButton>
          <noscript>
            <Plain intent="preview">{words("show")}</Plain>
            {!followUp && <Plain intent="test">{test("send")}</Plain>}
          </noscript>
        </div>
      </form>

      <aside className="grid content-start gap-4 lg:sticky lg:top-8 lg:max-h-[calc(100dvh-4rem)] lg:self-start lg:overflow-y-auto">
        <PreviewPanel
          data={data}
          shown={shown}
          preview={preview}
          person={person}
          choose={setPerson}
          test={<TestSend slug={slug} draft={draft} person={person} />}
        />
        <div>
          <EarlierTexts versions={versions} take={take} />
          <AlikeTexts alike={data.alike} take={take} />
        </div>
      </aside>
    </div>
  );
}

/** A button for a browser without JavaScript, where nothing is shown beside what is typed. */
function Plain({ intent, children }: { intent: string; children: string }) {
  return (
    <button
      type="submit"
      name="intent"
      value={intent}
      className="mr-2 min-h-11 rounded-lg border border-line-strong px-4 font-semibold"
    >
      {children}
    </button>
  );
}

function Theirs({ ko, en }: { ko: string; en: string }) {
  const words = useTranslations("templates.editor");
  return (
    <Card as="section">
      <SectionHeading>{words("theirs")}</SectionHeading>
      <p className="text-[0.9375rem] wrap-anywhere whitespace-pre-line">{ko}</p>
      {en && <p className="mt-3 text-[0.9375rem] wrap-anywhere whitespace-pre-line">{en}</p>}
    </Card>
  );
}
