"use client";

import { useTranslations } from "next-intl";
import type { PersonAtDoor } from "@/components/attendance/person-card";
import { type Scanned, Scanner } from "@/components/attendance/scanner";
import { refusalWords } from "@/lib/platform/i18n/refusal-words";
import type { Answer } from "@/lib/web/answer";

interface Props {
  /** Checks in by code; already bound to the desk or the door. */
  action: (previous: null, given: { code: string; sessionId?: string }) => Promise<Answer<PersonAtDoor>>;
  /** For staff, who choose the session; a helper's door is one session anyway. */
  sessionId?: string;
}

/** The scanner with the action behind it: what was refused becomes a sentence. */
export function CodeScanner({ action, sessionId }: Props) {
  const words = useTranslations();
  async function checkIn(code: string): Promise<Scanned> {
    const answer = await action(null, { code, ...(sessionId ? { sessionId } : {}) });
    return answer.ok ? { person: answer.value } : { refused: refusalWords(words, answer) };
  }
  return <Scanner checkIn={checkIn} />;
}
