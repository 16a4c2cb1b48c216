"use client";

import { useState } from "react";
import { type Answer, typed } from "@/lib/web/answer";
import { useActionForm } from "./use-action-form";

type Versioned = { version: number };
type Action = (previous: Answer<Versioned> | null, form: FormData) => Promise<Answer<Versioned>>;

/**
 * A form that notices when somebody else saved meanwhile. `version` goes with the form. After a conflict `newer` is
 * true: what is stored now (the page was read anew) is shown beside what was typed, and saving again is meant. `base` is
 * the version that was typed into: a key for rows that must be drawn anew once they are saved.
 */
export function useVersionedForm(action: Action, stored: number, draft: string) {
  const [opened] = useState(stored);
  const form = useActionForm(action, { draft });
  const { state } = form;
  const newer = state !== null && !state.ok && state.kind === "conflict";
  const known = state?.ok ? state.value.version : Number(typed(state, "version") ?? opened);
  return { ...form, newer, base: known, version: newer ? stored : known };
}
