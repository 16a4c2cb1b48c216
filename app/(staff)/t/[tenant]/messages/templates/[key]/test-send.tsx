"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import type { WriteTemplate } from "@/lib/follow-ups/schema";
import type { Tested } from "@/lib/messages/test-send";
import { refusalWords } from "@/lib/platform/i18n/refusal-words";
import type { Answer } from "@/lib/web/answer";
import { sendTest } from "./actions";

/** "내게 시험 문자 보내기": what is written now, for the person shown, to one's own number only. */
export function TestSend({ slug, draft, person }: { slug: string; draft: WriteTemplate; person: string }) {
  const words = useTranslations("templates.test");
  const [pending, start] = useTransition();
  const [answer, setAnswer] = useState<Answer<Tested> | null>(null);
  const send = () =>
    start(async () => {
      setAnswer(await sendTest(slug, null, { ...draft, ...(person ? { person } : {}) }));
    });
  return (
    <div className="mt-5 border-t border-line pt-4">
      <Button onClick={send} pending={pending}>
        {words(pending ? "sending" : "send")}
      </Button>
      <p className="mt-2 text-sm text-ink-3">{words("hint")}</p>
      <div role="status">{answer && <Told answer={answer} />}</div>
    </div>
  );
}

function Told({ answer }: { answer: Answer<Tested> }) {
  const words = useTranslations("templates.test");
  const all = useTranslations();
  if (!answer.ok) return <p className="mt-2 text-sm text-bad">{refusalWords(all, answer)}</p>;
  const { outcome, detail, to } = answer.value;
  const said = words(outcome, { to, detail: detail ?? "" });
  return <p className={`mt-2 text-sm ${outcome === "accepted" ? "text-good" : "text-bad"}`}>{said}</p>;
}
