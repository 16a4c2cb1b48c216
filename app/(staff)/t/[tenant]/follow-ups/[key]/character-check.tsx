"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { checkCharacters } from "./actions";

interface Found {
  unsupported: string[];
  rare: string[];
  costly: string[];
  replaced: string;
}

/** Asks the server (whose table of Korean characters is large) what a phone could not show, and offers replacements. */
export function CharacterCheck(props: {
  slug: string;
  text: string;
  of: string;
  replace: (text: string) => void;
}) {
  const { slug, text, of, replace } = props;
  const words = useTranslations("followUps.editor");
  const [pending, start] = useTransition();
  const [found, setFound] = useState<(Found & { of: string }) | null>(null);
  const current = found?.of === text ? found : null;

  const check = () =>
    start(async () => {
      const answer = await checkCharacters(slug, null, { text });
      if (answer.ok) setFound({ of: text, ...answer.value });
    });

  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button size="small" onClick={check} pending={pending} aria-label={words("checkCharactersOf", { of })}>
        {words("checkCharacters")}
      </Button>
      <div role="status" className="grid gap-1 text-sm text-ink-2">
        {current &&
          problems.map(
            (problem) =>
              current[problem].length > 0 && (
                <p key={problem}>{words(problem, { characters: current[problem].join(" ") })}</p>
              ),
          )}
        {current && problems.every((problem) => current[problem].length === 0) && (
          <p>{words("allSupported")}</p>
        )}
      </div>
      {current && current.replaced !== text && (
        <Button size="small" onClick={() => replace(current.replaced)}>
          {words("replace")}
        </Button>
      )}
    </div>
  );
}

const problems = ["unsupported", "rare", "costly"] as const;
