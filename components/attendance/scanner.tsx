"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { codeIn } from "./code-text";
import { type PersonAtDoor, PersonCard } from "./person-card";
import { signal } from "./scan-signal";
import { useCamera } from "./use-camera";

/** What came of one scan: the person as now marked, or a sentence. */
export type Scanned = { person: PersonAtDoor } | { refused: string };

const msUntilTheSameAgain = 4_000;
const shownEarlier = 5;

/** The camera over the door: a code in sight is sent once, the person appears, the next may come. */
export function Scanner({ checkIn }: { checkIn: (code: string) => Promise<Scanned> }) {
  const words = useTranslations("attendance.scan");
  const unknown = useTranslations("attendance")("unknownCode");
  const video = useRef<HTMLVideoElement>(null);
  const last = useRef<{ text: string; at: number; busy: boolean }>({ text: "", at: 0, busy: false });
  const [wanted, setWanted] = useState(false);
  const [result, setResult] = useState<Scanned | null>(null);
  const [earlier, setEarlier] = useState<string[]>([]);

  async function onText(text: string) {
    const seen = last.current;
    const now = performance.now();
    if (seen.busy || (text === seen.text && now - seen.at < msUntilTheSameAgain)) {
      if (text === seen.text) seen.at = now;
      return;
    }
    last.current = { text, at: now, busy: true };
    const code = codeIn(text);
    const came: Scanned = code
      ? await checkIn(code).catch(() => ({ refused: words("offline") }))
      : { refused: unknown };
    last.current.busy = false;
    const good = "person" in came && came.person.standing?.tone === "good";
    signal(good);
    setResult(came);
    if (good) setEarlier((names) => [came.person.name, ...names].slice(0, shownEarlier));
  }

  const state = useCamera(video, wanted, onText);
  return (
    <section className="grid gap-4">
      <div className={wanted && state !== "failed" ? "relative overflow-hidden rounded-xl bg-ink" : "hidden"}>
        <video ref={video} muted playsInline className="aspect-square w-full object-cover" />
        <div aria-hidden="true" className="absolute inset-[14%] rounded-xl border-4 border-[#fff]/80" />
      </div>
      {state === "failed" && <Notice tone="warn">{words("noCamera")}</Notice>}
      {state === "on" && !result && <p className="text-[0.9375rem] text-ink-2">{words("aim")}</p>}
      {result && "person" in result && <PersonCard person={result.person} announce />}
      {result && "refused" in result && <Notice tone="bad" announce title={result.refused} />}
      <Button
        look={wanted ? "secondary" : "primary"}
        size="large"
        wide
        pending={state === "starting"}
        onClick={() => setWanted(!wanted)}
      >
        {words(wanted ? "stop" : "start")}
      </Button>
      {earlier.length > 0 && (
        <p className="text-sm text-ink-3">
          {words("earlier")}: {earlier.join(", ")}
        </p>
      )}
    </section>
  );
}
