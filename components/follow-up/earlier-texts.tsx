"use client";

import { useTranslations } from "next-intl";
import { Button } from "../ui/button";
import { Disclosure } from "../ui/disclosure";

export interface EarlierVersion {
  number: number;
  texts: { ko: string; en: string };
  by: string | null;
  when: string;
}

/** What this text said before; an old one is put back into the editor, not published by itself. */
export function EarlierTexts(props: { versions: EarlierVersion[]; take: (version: EarlierVersion) => void }) {
  const words = useTranslations("followUps.editor");
  return (
    <Disclosure summary={words("history")}>
      <ol className="grid gap-4">
        {props.versions.map((version) => (
          <li key={version.number} className="grid gap-1.5">
            <p className="text-sm text-ink-3">
              <b className="font-semibold text-ink-2">{words("version", { number: version.number })}</b>{" "}
              {words("by", { name: version.by ?? words("unknownAuthor"), when: version.when })}
            </p>
            <p className="text-sm break-words whitespace-pre-line">{version.texts.ko}</p>
            <Button size="small" className="justify-self-start" onClick={() => props.take(version)}>
              {words("useOld")}
            </Button>
          </li>
        ))}
      </ol>
    </Disclosure>
  );
}
