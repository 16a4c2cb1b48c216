"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { templateVariables } from "@/lib/messages/schema";
import { buttonClass } from "../ui/button";

/** The blanks a text may have. A press puts one where the person was typing, in the Korean or the English text. */
export function VariableButtons({
  own,
  insert,
}: {
  /** The blanks that the business's own fields give. */
  own: string[];
  insert: (variable: string, into: "ko" | "en") => void;
}) {
  const words = useTranslations("followUps.editor");
  const last = useRef<"ko" | "en">("ko");

  useEffect(() => {
    const notice = ({ target }: FocusEvent) => {
      if (target instanceof HTMLTextAreaElement && (target.name === "ko" || target.name === "en"))
        last.current = target.name;
    };
    document.addEventListener("focusin", notice);
    return () => document.removeEventListener("focusin", notice);
  }, []);

  return (
    // biome-ignore lint/a11y/useSemanticElements: a row of tools, not the answers of a fieldset
    <div role="group" aria-label={words("variables")}>
      <p className="mb-2 text-sm text-ink-3">{words("variablesHint")}</p>
      <div className="flex flex-wrap gap-2">
        {[...templateVariables, ...own].map((name) => (
          <button
            key={name}
            type="button"
            onClick={() => insert(`#{${name}}`, last.current)}
            className={buttonClass({ size: "small" })}
          >
            {name}
          </button>
        ))}
      </div>
    </div>
  );
}
