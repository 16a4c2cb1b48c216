"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { bound } from "@/app/form/bound";
import { FormProblem } from "@/app/form/form-problem";
import { useActionForm } from "@/app/form/use-action-form";
import { LinkButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import type { Meanwhile } from "@/lib/customers/segments/building";
import type { FactInfo } from "@/lib/customers/segments/catalogue";
import type { GroupNode } from "@/lib/customers/segments/comparisons";
import type { Answer } from "@/lib/web/answer";
import { makeSegment, saveSegment } from "./actions";
import { bare, changed, emptyGroup, emptyRow, type KeyedGroup, keyed } from "./builder-state";
import { type Editing, GroupEditor } from "./group-editor";
import { PreviewPanel } from "./preview-panel";
import { type Preview, usePreview } from "./use-preview";
import { useUnsaved } from "./use-unsaved";

interface Props {
  slug: string;
  /** Null for a new one. */
  segment: { id: string; name: string; rowVersion: number } | null;
  rows: GroupNode;
  facts: FactInfo[];
  preview: Preview;
  mayChange: boolean;
  /** Just saved, or somebody else's version was taken. */
  anew: boolean;
}

type Save = (slug: string, previous: Answer<Meanwhile> | null, form: FormData) => Promise<Answer<Meanwhile>>;

/** Name, conditions, and beside them what they find. Nothing is stored before it is saved. */
export function SegmentForm({ slug, segment, rows: first, facts, preview: known, mayChange, anew }: Props) {
  const words = useTranslations("segments.form");
  const form = useActionForm(bound((segment ? saveSegment : makeSegment) as Save, slug));
  // As it was when editing began: what is read anew meanwhile must not pass for what was edited.
  const [began, setBegan] = useState(segment?.rowVersion ?? null);
  const { root, editing, show } = useBuilder(first, facts, form.state !== null && !form.done);
  const rows = JSON.stringify(bare(root));
  const nameField = () => form.formProps.ref.current?.elements.namedItem("name") as HTMLInputElement | null;
  const place = { slug, id: segment?.id ?? null, version: segment?.rowVersion ?? null, anew };
  const keep = useUnsaved(place, (kept) => {
    const field = nameField();
    if (field) field.value = kept.name;
    setBegan(kept.began);
    show(kept.rows);
  });
  const shownFirst = useRef(rows);
  useEffect(() => {
    if (rows !== shownFirst.current) keepNow();
  });
  const keepNow = () => keep({ began, name: nameField()?.value ?? "", rows: bare(root) as GroupNode });
  const { preview, state } = usePreview(slug, rows, known);
  return (
    <form
      {...form.formProps}
      onInput={keepNow}
      className="grid items-start gap-6 lg:grid-cols-[minmax(0,1.6fr)_minmax(18rem,1fr)]"
      noValidate
    >
      {segment && <input type="hidden" name="id" value={segment.id} />}
      {segment && (
        <input type="hidden" name="rowVersion" value={form.value?.rowVersion ?? began ?? undefined} />
      )}
      <input type="hidden" name="rows" value={rows} />
      <div className="grid gap-5">
        <TextField
          {...form.field("name", segment?.name)}
          label={words("name")}
          hint={segment ? undefined : words("nameHint")}
          maxLength={80}
          autoComplete="off"
          className="sm:max-w-md"
        />
        <section className="grid gap-2">
          <h2 className="text-[0.9375rem] font-semibold">{words("conditions")}</h2>
          <GroupEditor group={root} path="" depth={0} parent={null} editing={editing} />
        </section>
      </div>
      <PreviewPanel slug={slug} rows={rows} preview={preview} state={state} />
      <div className="grid gap-4 lg:col-start-1">
        <FormProblem form={form} />
        {form.value && segment && <ChangedMeanwhile slug={slug} id={segment.id} meanwhile={form.value} />}
        {mayChange && (
          <SubmitButton
            pending={form.pending}
            pendingWords={words("saving")}
            wide="phone"
            className="sm:justify-self-start"
          >
            {words(form.value ? "keepMine" : segment ? "save" : "make")}
          </SubmitButton>
        )}
      </div>
    </form>
  );
}

/** Both are shown; saving again keeps what stands here, loading takes what somebody else saved. */
function ChangedMeanwhile({ slug, id, meanwhile }: { slug: string; id: string; meanwhile: Meanwhile }) {
  const words = useTranslations("segments.form");
  const { name, sentence, rowVersion } = meanwhile;
  return (
    <Notice
      tone="warn"
      announce
      title={words("meanwhileTitle")}
      actions={
        <LinkButton whole href={`/t/${slug}/customers/segments/${id}?version=${rowVersion}`}>
          {words("takeTheirs")}
        </LinkButton>
      }
    >
      <p>{words("meanwhile", { name, sentence })}</p>
      <p>{words("meanwhileYours")}</p>
    </Notice>
  );
}

function useBuilder(first: GroupNode, facts: FactInfo[], strict: boolean) {
  const [root, setRoot] = useState<KeyedGroup>(() => keyed(first));
  const next = useRef(10_000);
  const focus = useRef<string | null>(null);

  // What was added is filled in next; where something went, the keyboard stays nearby.
  useEffect(() => {
    if (!focus.current) return;
    document.querySelector<HTMLElement>(focus.current)?.focus();
    focus.current = null;
  });

  const editing: Editing = {
    facts,
    strict,
    change: (id, change) => setRoot((tree) => changed(tree, id, change)),
    add(group, what) {
      const id = next.current;
      next.current += 2;
      focus.current = `[data-line="${what === "row" ? id : id + 1}"]`;
      const part = what === "row" ? emptyRow(id) : emptyGroup(id);
      setRoot((tree) =>
        changed(tree, group, (node) => ({
          ...(node as KeyedGroup),
          parts: [...(node as KeyedGroup).parts, part],
        })),
      );
    },
    remove(id, group) {
      focus.current = `[data-add="${group}"]`;
      setRoot((tree) => changed(tree, id, () => null));
    },
  };
  return { root, editing, show: (rows: GroupNode) => setRoot(keyed(rows)) };
}
