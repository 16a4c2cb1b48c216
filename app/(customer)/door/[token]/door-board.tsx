"use client";

import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useState } from "react";
import { type Tap, withTaps } from "@/components/attendance/kept-taps";
import { useKeptTaps } from "@/components/attendance/use-kept-taps";
import { Notice } from "@/components/ui/notice";
import type { RosterPerson } from "@/lib/enrollments/schema";
import type { AttendanceState } from "@/lib/enrollments/states";
import { refusalWords } from "@/lib/platform/i18n/refusal-words";
import { RosterBoard } from "../../../(staff)/t/[tenant]/courses/[course]/runs/[run]/roster/roster-board";
import type { RosterTab } from "../../../(staff)/t/[tenant]/courses/[course]/runs/[run]/roster/roster-tabs";
import { postMark, readPeople } from "./door-marks";

const msBetweenLooks = 4_000;

interface Props {
  token: string;
  runId: string;
  session: { id: string; zone: string };
  people: RosterPerson[];
  locale: "ko" | "en";
  initial: { tab: RosterTab; search: string };
  /** For the forms before scripts arrive. */
  forms: Record<"mark" | "markAll", (form: FormData) => Promise<string | null>>;
}

/** The roster at the door: taps are kept until they arrive, and what the other helper marks appears by itself. */
export function DoorBoard({ token, runId, session, people, locale, initial, forms }: Props) {
  const words = useTranslations();
  const [seen, setSeen] = useState(people);

  const look = useEffectEvent(async () => {
    if (document.visibilityState !== "visible") return;
    const now = await readPeople(token).catch(() => undefined);
    if (now) setSeen(now);
    else if (now === null && kept.length === 0) location.reload();
  });

  const { kept, offline, problem, tap } = useKeptTaps(`dangol.door.${session.id}`, async (given) => {
    const answer = await postMark(token, session.id, given);
    // Before the tap is let go, the roster must know it, else it would blink back.
    const now = answer.ok ? await readPeople(token).catch(() => null) : null;
    if (now) setSeen(now);
    else if (answer.ok) setSeen((before) => withTaps(before, [given]));
    return answer.ok ? null : refusalWords(words, answer);
  });

  useEffect(() => {
    const again = () => void look();
    const timer = setInterval(again, msBetweenLooks);
    document.addEventListener("visibilitychange", again);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", again);
    };
  }, []);

  const shown = withTaps(seen, kept);

  async function deliver(_action: unknown, form: FormData): Promise<null> {
    const enrollmentId = form.get("enrollmentId");
    if (typeof enrollmentId === "string") tap({ enrollmentId, state: form.get("state") as AttendanceState });
    else tap(...everybodyUnmarked(shown));
    return null;
  }

  return (
    <>
      {offline && kept.length > 0 && (
        <Notice tone="warn" announce className="mb-2">
          {words("attendance.door.kept", { count: kept.length })}
        </Notice>
      )}
      {problem && (
        <Notice tone="bad" announce className="mb-2">
          {problem}
        </Notice>
      )}
      <RosterBoard
        people={shown}
        runId={runId}
        session={session}
        locale={locale}
        initial={initial}
        mayMark
        mayDecide={false}
        actions={{ ...forms, decide: forms.mark }}
        deliver={deliver}
      />
    </>
  );
}

const everybodyUnmarked = (people: RosterPerson[]): Tap[] =>
  people
    .filter(
      ({ state, attendance }) =>
        (state === "confirmed" || state === "completed") && attendance.state === "unmarked",
    )
    .map(({ enrollmentId }) => ({ enrollmentId, state: "attended" }));
