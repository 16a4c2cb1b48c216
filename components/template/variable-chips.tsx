"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { templateVariables, unfilledVariables } from "@/lib/messages/schema";
import { buttonClass } from "../ui/button";
import { Disclosure } from "../ui/disclosure";

const few = ["이름", "과정", "일시", "시간", "장소", "내신청"] as const;
const others = templateVariables.filter((name) => !(few as readonly string[]).includes(name));

/**
 * The blanks a text may have, as chips; the text itself stays plain `#{이름}`. A press puts one where the person was typing.
 * Blanks that nothing fills yet are drawn dashed.
 */
export function VariableChips({ own, insert }: { own: string[]; insert: (variable: string) => void }) {
  const words = useTranslations("templates.editor");
  return (
    // biome-ignore lint/a11y/useSemanticElements: a row of tools, not the answers of a fieldset
    <div role="group" aria-label={words("chips")} className="grid gap-2">
      <p className="text-sm text-ink-3">{words("chipsHint")}</p>
      <Chips names={few} insert={insert} />
      <Disclosure summary={words("moreChips")}>
        <Chips names={others} insert={insert} />
        {own.length > 0 && (
          <div className="mt-3">
            <p className="mb-2 text-sm text-ink-3">{words("ownChips")}</p>
            <Chips names={own} insert={insert} />
          </div>
        )}
      </Disclosure>
    </div>
  );
}

function Chips({ names, insert }: { names: readonly string[]; insert: (variable: string) => void }) {
  return (
    <div className="flex flex-wrap gap-2">
      {names.map((name) => (
        <button
          key={name}
          type="button"
          onClick={() => insert(`#{${name}}`)}
          className={`${buttonClass({ size: "small" })} rounded-full! ${
            (unfilledVariables as readonly string[]).includes(name) ? "border-dashed text-ink-3!" : ""
          }`}
        >
          <Plus aria-hidden="true" className="-ml-1 size-3.5 text-ink-3" />
          {name}
        </button>
      ))}
    </div>
  );
}
