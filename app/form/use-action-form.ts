"use client";

import { useTranslations } from "next-intl";
import { useKeptForm } from "@/components/ui/use-kept-form";
import { refusalWords } from "@/lib/platform/i18n/refusal-words";
import { type Answer, errorKeyOf, typed } from "@/lib/web/answer";

/**
 * A form around a server action of ours (staffAction, publicAction …, already bound). Spread `formProps` on the form, give
 * `field("title", course.title)` to a TextField and its kin, and put <FormProblem form={form} /> over the button. The
 * words of the reasons must be among the page's ClientMessages.
 */
export function useActionForm<Value>(
  action: (previous: Answer<Value> | null, form: FormData) => Promise<Answer<Value>>,
  options: { draft?: string } = {},
) {
  const { state, pending, formProps } = useKeptForm<Answer<Value> | null>(action, null, {
    ...options,
    done: (answer) => answer?.ok === true,
  });
  const words = useTranslations();

  /** Name, what was typed (or what is known) and what is wrong, for one control. */
  function field(name: string, known?: string | number | null) {
    const key = errorKeyOf(state, name);
    return {
      name,
      defaultValue: typed(state, name) ?? known ?? undefined,
      error: key && refusalWords(words, { reason: key, kind: "invalid" }),
    };
  }

  const problem = state && !state.ok ? problemWords() : undefined;
  function problemWords(): string {
    if (!state || state.ok) return "";
    const count = Object.keys(state.fieldErrors).filter((name) => name !== "").length;
    if (count > 0) return words("common.checkFields", { count });
    const own = state.fieldErrors[""];
    const said = refusalWords(words, own ? { ...state, reason: own } : state);
    return state.errorId ? `${said} ${words("errors.withId", { id: state.errorId })}` : said;
  }

  return {
    state,
    pending,
    formProps,
    field,
    problem,
    value: state?.ok ? state.value : undefined,
    done: state?.ok === true,
  };
}
