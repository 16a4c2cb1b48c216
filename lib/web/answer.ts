import type { RefusalKind } from "@/lib/platform/refusal";

/** Why an action did not happen, in a form that a page can show: words are found by `reason`, a message key. */
export interface Refused {
  ok: false;
  kind: RefusalKind | "broken";
  reason: string;
  details: Record<string, string | number>;
  /** Message keys by the name of the control ("faq.0.question"). */
  fieldErrors: Record<string, string>;
  /** What was typed, by the name of the control; passwords and files are left out. */
  values: Record<string, string | string[]>;
  /** To ask about an error that was logged. */
  errorId?: string;
}

/** What a server action answers; `null` is the state before the first submit. */
export type Answer<Value = void> = { ok: true; value: Value } | Refused;
export type AnswerState<Value = void> = Answer<Value> | null;

/** What was typed into a control, to show it again: `typed(state, "title") ?? course.title`. */
export function typed(state: AnswerState<unknown>, name: string): string | undefined {
  if (!state || state.ok) return undefined;
  const value = state.values[name];
  return Array.isArray(value) ? value[0] : value;
}

/** The message key of a control's error, or undefined. */
export const errorKeyOf = (state: AnswerState<unknown>, name: string): string | undefined =>
  state && !state.ok ? state.fieldErrors[name] : undefined;
