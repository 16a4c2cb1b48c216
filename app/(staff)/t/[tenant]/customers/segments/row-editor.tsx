"use client";

import clsx from "clsx";
import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { IconButton } from "@/components/ui/button";
import { SelectField } from "@/components/ui/select-field";
import { type FactInfo, factGroups } from "@/lib/customers/segments/catalogue";
import {
  type Comparison,
  comparisons,
  comparisonsFor,
  isComplete,
  type RowNode,
} from "@/lib/customers/segments/comparisons";
import type { KeyedRow } from "./builder-state";
import { ValueControl } from "./value-control";

/** One line: what to look at, in which case, and the value. Each choice decides what the next one offers. */
export function RowEditor({
  row,
  name,
  facts,
  strict,
  change,
  remove,
}: {
  row: KeyedRow;
  /** "조건 2": tells the lines apart for who cannot see them. */
  name: string;
  facts: FactInfo[];
  /** After an attempt to save: says which lines are unfinished. */
  strict: boolean;
  change: (row: KeyedRow) => void;
  remove: () => void;
}) {
  const words = useTranslations("segments");
  const info = facts.find(({ fact }) => fact === row.fact);
  const error = strict && !isComplete(row) ? words("form.unfinished") : undefined;
  const set = (values: Partial<RowNode>) => change({ ...row, ...values });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a grid with its legend in it everywhere
    <div
      role="group"
      aria-label={name}
      className={clsx(
        "grid grid-cols-[minmax(0,1fr)_auto] items-start gap-2 rounded-lg border bg-surface p-3",
        "sm:grid-cols-[minmax(0,1.1fr)_minmax(0,1.1fr)_minmax(0,1fr)_auto]",
        error ? "border-bad" : "border-line",
      )}
    >
      <SelectField
        label={words("row.fact")}
        hideLabel
        data-line={row.id}
        value={row.fact}
        emptyWords={words("row.choose")}
        error={info ? undefined : error}
        groups={useFactGroups(facts, row.fact)}
        onChange={(event) => set(begun(facts, event.currentTarget.value))}
      />
      <IconButton
        label={words("row.remove", { name })}
        icon={<Trash2 aria-hidden="true" className="size-5" />}
        onClick={remove}
        className="sm:order-last"
      />
      {info && (
        <>
          <SelectField
            label={words("row.compare")}
            hideLabel
            className="max-sm:col-span-2"
            value={row.compare}
            choices={comparisonsFor(info).map((one) => ({ value: one, label: words(compareKey(info, one)) }))}
            onChange={(event) => set(compared(row, event.currentTarget.value as Comparison))}
          />
          <div className="max-sm:col-span-2">
            <ValueControl row={row} info={info} error={error} change={set} />
          </div>
        </>
      )}
    </div>
  );
}

/** Under their headings; a retired field only where this line already uses it. */
function useFactGroups(facts: FactInfo[], used: string) {
  const words = useTranslations("segments");
  return factGroups
    .map((group) => ({
      label: words(`groups.${group}`),
      choices: facts
        .filter((info) => info.group === group && (!info.retired || info.fact === used))
        .map(({ fact, label, retired }) => ({
          value: fact,
          label: retired ? words("row.retired", { label }) : label,
        })),
    }))
    .filter(({ choices }) => choices.length > 0);
}

/** A line about another fact begins anew, with the usual comparison. */
function begun(facts: FactInfo[], fact: string): Partial<RowNode> {
  const info = facts.find((one) => one.fact === fact);
  const compare = info && comparisonsFor(info)[0];
  return { fact, value: "", values: [], ...(compare ? { compare } : {}) };
}

/** What was typed stays where the new comparison needs the same. */
function compared(row: RowNode, compare: Comparison): Partial<RowNode> {
  const same = comparisons[compare] === comparisons[row.compare];
  return same ? { compare } : { compare, value: "", values: [] };
}

const compareKey = ({ kind, group }: FactInfo, compare: Comparison) =>
  `compare.${kind === "flag" && group !== "person" ? "answer" : kind}.${compare}` as "compare.text.contains";
