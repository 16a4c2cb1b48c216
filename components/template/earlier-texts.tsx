"use client";

import { useTranslations } from "next-intl";
import type { MessageClass } from "@/lib/messages/message-class";
import { Button } from "../ui/button";
import { Disclosure } from "../ui/disclosure";
import { TextChanges } from "./text-changes";

export interface EarlierVersion {
  number: number;
  texts: { ko: string; en: string };
  messageClass: MessageClass;
  by: string | null;
  when: string;
}

type Take = (texts: { ko: string; en: string }) => void;

/** What this text said before and what each version changed; an old one is put back into the editor, not published by itself. */
export function EarlierTexts({ versions, take }: { versions: EarlierVersion[]; take: Take }) {
  const words = useTranslations("templates.history");
  const kinds = useTranslations("templates.editor");
  return (
    <Disclosure summary={words("title")}>
      <ol className="grid gap-5">
        {versions.map((version, index) => {
          const before = versions[index + 1];
          const reclassed = before && before.messageClass !== version.messageClass;
          const said = both(version) !== (before && both(before));
          return (
            <li key={version.number} className="grid gap-1.5">
              <p className="text-sm text-ink-3">
                <b className="font-semibold text-ink-2">
                  {index === 0 ? `${words("now")} · ` : ""}
                  {words("version", { number: version.number })}
                </b>{" "}
                {words("by", { name: version.by ?? words("unknownAuthor"), when: version.when })}
              </p>
              {before && said ? (
                <TextChanges before={both(before)} after={both(version)} />
              ) : (
                <p className="text-sm wrap-anywhere whitespace-pre-line">{both(version)}</p>
              )}
              {!before && <p className="text-sm text-ink-3">{words("first")}</p>}
              {reclassed && (
                <p className="text-sm text-ink-3">
                  {words("classChanged", {
                    before: kinds(before.messageClass),
                    after: kinds(version.messageClass),
                  })}
                </p>
              )}
              {before && !said && !reclassed && <p className="text-sm text-ink-3">{words("otherwise")}</p>}
              {index > 0 && (
                <Button
                  size="small"
                  className="justify-self-start"
                  aria-label={words("takeOf", { number: version.number })}
                  onClick={() => take(version.texts)}
                >
                  {words("take")}
                </Button>
              )}
            </li>
          );
        })}
      </ol>
    </Disclosure>
  );
}

/** Other texts for the same moment, to take words from. */
export function AlikeTexts(props: {
  alike: { key: string; title: string; texts: { ko: string; en: string } }[];
  take: Take;
}) {
  const words = useTranslations("templates.history");
  if (props.alike.length === 0) return null;
  return (
    <Disclosure summary={words("alike")}>
      <ul className="grid gap-4">
        {props.alike.map(({ key, title, texts }) => (
          <li key={key} className="grid gap-1.5">
            <b className="text-sm">{title}</b>
            <p className="text-sm wrap-anywhere whitespace-pre-line">{texts.ko}</p>
            <Button
              size="small"
              className="justify-self-start"
              aria-label={words("alikeTakeOf", { title })}
              onClick={() => props.take(texts)}
            >
              {words("alikeTake")}
            </Button>
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}

const both = ({ texts }: EarlierVersion) => (texts.en ? `${texts.ko}\n\n${texts.en}` : texts.ko);
