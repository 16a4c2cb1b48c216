"use client";

import { useTranslations } from "next-intl";
import { labelledTemplate, labelProblems } from "@/lib/follow-ups/labelled-template";
import type { MessageClass } from "@/lib/messages/message-class";
import { fill } from "@/lib/messages/template";
import { koreanLength, segmentsOf } from "@/lib/messages/text-length";
import { Tag } from "../ui/tag";

/** A text as a phone would show it, its length as carriers count it, its class, and what is still wrong with it. */
export function TextPreview(props: {
  text: string;
  values: Record<string, string>;
  messageClass: MessageClass;
  senderName: string;
}) {
  const { text, values, messageClass, senderName } = props;
  const words = useTranslations("followUps.editor");
  const gate = useTranslations("gate.reasons");
  const advertising = messageClass === "advertising";
  const written = advertising ? labelledTemplate(text, senderName) : text;
  const filled = fill(written, values);
  const { bytes, kind } = koreanLength(filled.text);
  const problems = advertising ? labelProblems(written, senderName) : [];
  return (
    <div className="grid gap-2">
      <p className="max-w-[22rem] rounded-2xl rounded-bl-sm bg-sunken px-4 py-3 text-[0.9375rem] break-words whitespace-pre-line">
        {filled.text || "…"}
      </p>
      <p className="flex flex-wrap items-center gap-2 text-sm text-ink-3 tabular-nums">
        <Tag tone={advertising ? "warn" : "plain"}>{words(messageClass)}</Tag>
        <Tag tone={kind === "too_long" ? "bad" : "plain"}>{words(`kinds.${kind}`)}</Tag>
        <span>{words("bytes", { bytes })}</span>
        <span>{words("segments", { count: segmentsOf(filled.text).segments })}</span>
      </p>
      {filled.missing.length > 0 && (
        <p className="text-sm text-warn">{words("missing", { names: filled.missing.join(", ") })}</p>
      )}
      {problems.map((problem) => (
        <p key={problem} className="text-sm text-bad">
          {gate(problem)}
        </p>
      ))}
    </div>
  );
}
