"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Radio } from "@/components/ui/checkbox";
import { type AnswerState, typed } from "@/lib/web/answer";

interface Versioned {
  newer: boolean;
  state: AnswerState<unknown>;
}

const plain = (text: string) => text.replace(/\r\n?/g, "\n").trim();

/**
 * After a conflict, under one control: what is stored now and what was typed, and a choice between them, sent as
 * `keep.<name>` (lib/platform/form-fields.ts, `eitherText`). Nothing where both say the same. What this person left as it
 * was when the page was opened is theirs to keep, so the other's text is chosen there at first.
 *
 * @param show the words for a value that is not its own words (an option's key)
 */
export function EitherText({
  form,
  name,
  stored,
  show = (value) => value,
}: {
  form: Versioned;
  name: string;
  stored: string;
  show?: (value: string) => string;
}) {
  const words = useTranslations("common.either");
  const [opened] = useState(stored);
  const mine = typedWords(form.state, name);
  if (!form.newer || mine === undefined || plain(mine) === plain(stored)) return null;
  const untouched = plain(mine) === plain(opened);
  const choice = { name: `keep.${name.replace(/\[\]$/, "").replaceAll(".", "-")}` };
  return (
    <fieldset className="min-w-0 rounded-lg bg-warn-soft px-4 pt-3 pb-1">
      <legend className="sr-only">{words("which")}</legend>
      <p className="text-sm font-semibold text-warn" aria-hidden="true">
        {words("which")}
      </p>
      <Radio
        {...choice}
        value="theirs"
        defaultChecked={untouched}
        label={<Words>{show(stored) || words("empty")}</Words>}
        hint={words("theirs")}
      />
      <Radio
        {...choice}
        value="mine"
        defaultChecked={!untouched}
        label={<Words>{show(mine) || words("empty")}</Words>}
        hint={words("mine")}
      />
    </fieldset>
  );
}

const Words = ({ children }: { children: string }) => (
  <span className="break-words whitespace-pre-wrap">{children}</span>
);

/** A list of ticks reads as its values in one line. */
function typedWords(state: AnswerState<unknown>, name: string): string | undefined {
  if (!name.endsWith("[]")) return typed(state, name);
  if (!state || state.ok) return undefined;
  return [state.values[name] ?? []].flat().filter(Boolean).join(",");
}
