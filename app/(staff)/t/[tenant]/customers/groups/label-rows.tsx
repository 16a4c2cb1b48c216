"use client";

import { useTranslations } from "next-intl";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { TextLink } from "@/components/ui/text-link";
import { bound } from "../../../../../form/bound";
import { FormProblem } from "../../../../../form/form-problem";
import { useActionForm } from "../../../../../form/use-action-form";
import { addGroup, addTag, dropGroup, dropTag, saveGroup, saveTag } from "./actions";

export interface LabelRow {
  id: string;
  name: string;
  customers: number;
  /** Groups have one; a tag's name is all it has. */
  version?: number;
}

type Kind = "groups" | "tags";
const adding = { groups: addGroup, tags: addTag };
const saving = { groups: saveGroup, tags: saveTag };
const dropping = { groups: dropGroup, tags: dropTag };

/** One more group or tag. */
export function NewLabelForm({ slug, kind }: { slug: string; kind: Kind }) {
  const words = useTranslations("customerList");
  const form = useActionForm(bound(adding[kind], slug));
  return (
    <form {...form.formProps} className="mb-3 grid gap-2" noValidate>
      <div className="flex items-end gap-2">
        <TextField
          key={form.value?.id}
          {...form.field("name")}
          label={words(`${kind}.new`)}
          maxLength={40}
          autoComplete="off"
          className="min-w-0 flex-1"
        />
        <SubmitButton look="secondary" pending={form.pending}>
          {words(`${kind}.make`)}
        </SubmitButton>
      </div>
      <FormProblem form={form} />
    </form>
  );
}

/** Names with their numbers, each leading to its customers; renaming and deleting folded under it. */
export function LabelRows({
  slug,
  kind,
  rows,
  writes,
}: {
  slug: string;
  kind: Kind;
  rows: readonly LabelRow[];
  writes: boolean;
}) {
  const words = useTranslations("customerList");
  return (
    <ul className="divide-y divide-line">
      {rows.map((row) => (
        <li key={row.id} className="py-1.5">
          <p className="flex items-center justify-between gap-4">
            <TextLink
              quiet
              href={`/t/${slug}/customers?${kind === "tags" ? "tag" : "group"}=${row.id}`}
              className="inline-flex min-h-11 min-w-0 items-center font-semibold [overflow-wrap:anywhere]"
            >
              {row.name}
            </TextLink>
            <span className="shrink-0 text-[0.9375rem] text-ink-2 tabular-nums">
              {words("people", { count: row.customers })}
            </span>
          </p>
          {writes && <LabelForms slug={slug} kind={kind} row={row} />}
        </li>
      ))}
    </ul>
  );
}

function LabelForms({ slug, kind, row }: { slug: string; kind: Kind; row: LabelRow }) {
  const words = useTranslations();
  const rename = useActionForm(bound(saving[kind], slug));
  const removal = useActionForm(bound(dropping[kind], slug));
  return (
    <details>
      <summary className="inline-flex min-h-11 cursor-pointer items-center text-sm text-ink-2 underline decoration-line-strong underline-offset-4">
        {words("common.edit")}
        <span className="sr-only">: {row.name}</span>
      </summary>
      <div className="grid gap-5 pt-1 pb-3">
        <form {...rename.formProps} className="grid gap-2" noValidate>
          <input type="hidden" name="id" value={row.id} />
          {row.version !== undefined && <input type="hidden" name="version" value={row.version} />}
          <div className="flex items-end gap-2">
            <TextField
              {...rename.field("name", row.name)}
              label={words("customerList.rename")}
              maxLength={40}
              autoComplete="off"
              className="min-w-0 flex-1"
            />
            <SubmitButton look="secondary" pending={rename.pending}>
              {words("common.save")}
            </SubmitButton>
          </div>
          <FormProblem form={rename} />
        </form>
        <form {...removal.formProps} className="grid justify-items-start gap-2">
          <input type="hidden" name="id" value={row.id} />
          <input type="hidden" name="customers" value={row.customers} />
          <p className="text-sm text-ink-2">
            {words(`customerList.${kind}.deleteBody`, { count: row.customers })}
          </p>
          <FormProblem form={removal} />
          <SubmitButton look="danger" pending={removal.pending}>
            {words(`customerList.${kind}.delete`)}
          </SubmitButton>
        </form>
      </div>
    </details>
  );
}
